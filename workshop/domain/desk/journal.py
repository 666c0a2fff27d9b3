"""The log of what was done at the desk: one sentence for each act. Everybody can read it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from workshop.domain.desk.facilitators import Deed, done_by, named
from workshop.domain.phrases import N_, Phrase
from workshop.domain.planning.going import NAMES, Going


class Act(StrEnum):
    """What can be done at the desk and is written down."""

    OPENED = "opened"
    TOPIC = "topic"
    WENT_BACK = "went_back"
    SKIPPED = "skipped"
    VOTE_OPENED = "vote_opened"
    VOTE_AGAIN = "vote_again"
    SHOWN = "shown"
    SHOWN_EARLY = "shown_early"
    PUT_ASIDE = "put_aside"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    PAPER = "paper"
    NO_PAPER = "no_paper"
    KEPT = "kept"
    TIME_HINT = "time_hint"
    TIME_HINT_OVER = "time_hint_over"
    ADDRESS = "address"
    LISTS_ON_WALL = "lists_on_wall"
    PICTURE_ON_WALL = "picture_on_wall"
    PLAN_ON_WALL = "plan_on_wall"
    RESULTS_ON_WALL = "results_on_wall"
    TOPIC_ADDED = "topic_added"
    TOPIC_MOVED = "topic_moved"
    RUNG_RENAMED = "rung_renamed"
    RUNG_HIDDEN = "rung_hidden"
    RUNG_BACK = "rung_back"
    TALKED = "talked"
    DECIDED = "decided"
    RECORD_DECIDED = "record_decided"
    PARKED = "parked"
    PROPOSAL_HIDDEN = "proposal_hidden"
    PLAN_DECIDED = "plan_decided"
    ACTION_PARKED = "action_parked"
    ACTION_HIDDEN = "action_hidden"
    FOLLOWED_UP = "followed_up"
    REVIEW_SET = "review_set"
    REVIEW_NONE = "review_none"
    ACTION_REMOVED = "action_removed"  # of earlier sessions, when no reason was asked for
    ACTION_ADDED = "action_added"
    ACTION_REWORDED = "action_reworded"
    WORD_EXPLAINED = "word_explained"
    WORD_HIDDEN = "word_hidden"
    WORDS_ON_WALL = "words_on_wall"
    REMARK_PICKED = "remark_picked"
    REMARK_PUT_BACK = "remark_put_back"
    REMARK_HIDDEN = "remark_hidden"
    DESK_TAKEN = "desk_taken"
    KEY_RENEWED = "key_renewed"
    INVITED = "invited"
    SIDE_USES = "side_uses"
    SIDE_WORKS = "side_works"
    SIDE_UNSAID = "side_unsaid"
    ASKED = "asked"
    AGREED = "agreed"
    ALONE = "alone"
    NOT_NOW = "not_now"
    TAKEN_BACK = "taken_back"
    JOURNEY_BEGUN = "journey_begun"
    JOURNEY_JOINED = "journey_joined"
    JOURNEY_LEFT = "journey_left"
    JOURNEY_DELETED = "journey_deleted"
    WENT = "went"
    KEEP_FOR = "keep_for"
    KEEP_FOR_LONG = "keep_for_long"
    ENDED = "ended"
    RESTED = "rested"


_SENTENCES = {
    Act.OPENED: N_("The session was opened. Smallest group shown on its own: %(floor)s."),
    Act.TOPIC: N_("We went to “%(topic)s”."),
    Act.WENT_BACK: N_("We went back to “%(topic)s”."),
    Act.SKIPPED: N_("We skipped “%(topic)s”."),
    Act.VOTE_OPENED: N_("The vote was opened: “%(what)s”."),
    Act.VOTE_AGAIN: N_("The second vote was opened: “%(what)s”."),
    Act.SHOWN: N_("The results were shown to everyone: “%(what)s”. %(voted)s of %(joined)s had voted."),
    Act.SHOWN_EARLY: N_("The results were shown before all had voted: “%(what)s”. %(voted)s of %(joined)s had voted."),
    Act.PUT_ASIDE: N_("The vote was put aside and not shown: “%(what)s”."),
    Act.LOCKED: N_("The session was closed to new people."),
    Act.UNLOCKED: N_("The session was opened to new people again."),
    Act.PAPER: N_("Votes on paper were allowed. Helpers type them in."),
    Act.NO_PAPER: N_("No more people may join on paper."),
    Act.TIME_HINT: N_("The room was told that we thought of about %(minutes)s minutes for “%(topic)s”."),
    Act.TIME_HINT_OVER: N_("The hint of time for “%(topic)s” was taken away."),
    Act.ADDRESS: N_("Another address was put into the picture that people scan."),
    Act.LISTS_ON_WALL: N_("The short lists were put on the big screen."),
    Act.PICTURE_ON_WALL: N_("A picture was put on the big screen: “%(what)s”."),
    Act.PLAN_ON_WALL: N_("The plan was put on the big screen."),
    Act.RESULTS_ON_WALL: N_("The results were put on the big screen again."),
    Act.TOPIC_ADDED: N_("We added “%(topic)s” to today’s topics, as number %(position)s."),
    Act.TOPIC_MOVED: N_("We moved “%(topic)s” to number %(position)s of today’s topics."),
    Act.RUNG_RENAMED: N_("Step %(number)s “%(was)s” was renamed “%(name)s”."),
    Act.RUNG_HIDDEN: N_("Step %(number)s “%(name)s” was left out of the ladder."),
    Act.RUNG_BACK: N_("Step %(number)s “%(name)s” was put on the ladder."),
    Act.KEPT: N_("These were kept for a closer look: %(items)s."),
    Act.TALKED: N_("These were chosen to talk about: %(items)s."),
    Act.DECIDED: N_("The group decided on what was suggested. Agreed: %(agreed)s. Parked: %(parked)s."),
    Act.RECORD_DECIDED: N_(
        "The group decided on changes to the record. Put in: %(agreed)s. Kept as a note: %(noted)s. Left out: %(parked)s."
    ),
    Act.PARKED: N_("A suggestion was parked: “%(what)s”. Why: %(reason)s"),
    Act.PROPOSAL_HIDDEN: N_("A suggestion was hidden, as it named a person."),
    Act.PLAN_DECIDED: N_(
        "The group voted on the plan. Agreed: %(agreed)s. Parked: %(parked)s. Still drafts: %(drafts)s."
    ),
    Act.ACTION_PARKED: N_("An action was taken off the plan: “%(what)s”. Why: %(reason)s"),
    Act.ACTION_HIDDEN: N_("An action was hidden, as it named a person."),
    Act.FOLLOWED_UP: N_("Of the action “%(what)s” it was written down: “%(going)s”"),
    Act.REVIEW_SET: N_("We look at the plan again on %(day)s."),
    Act.REVIEW_NONE: N_("No day was set any more to look at the plan again."),
    Act.ACTION_REMOVED: N_("An action was taken off the plan: “%(what)s”."),
    Act.ACTION_ADDED: N_("An action was put on the plan at the desk: “%(what)s”."),
    Act.ACTION_REWORDED: N_("An action was put in other words at the desk: “%(what)s”. Its earlier words are on record."),
    Act.WORD_EXPLAINED: N_("A word was explained at the desk: “%(what)s”."),
    Act.WORD_HIDDEN: N_("A word was taken out, as it named a person."),
    Act.WORDS_ON_WALL: N_("What the words mean was put on the big screen."),
    Act.REMARK_PICKED: N_("A remark was put on the big screen."),
    Act.REMARK_PUT_BACK: N_("A remark was taken off the big screen."),
    Act.REMARK_HIDDEN: N_("A remark was hidden, as it named a person."),
    Act.DESK_TAKEN: N_("The desk was opened on another device, with the recovery code."),
    Act.KEY_RENEWED: N_("A new link and recovery code were made for one desk. Its older ones no longer work."),
    Act.INVITED: N_("A second facilitator was invited, with an equal key."),
    Act.SIDE_USES: N_("Said “I use the service”."),
    Act.SIDE_WORKS: N_("Said “I work or volunteer here”."),
    Act.SIDE_UNSAID: N_("Would rather not say which side they are from."),
    Act.ASKED: N_("Asked the other facilitator: %(deed)s?"),
    Act.AGREED: N_("Agreed: %(deed)s."),
    Act.ALONE: N_("Went on alone, as the other facilitator was away: %(deed)s."),
    Act.NOT_NOW: N_("Said “not now”: %(deed)s."),
    Act.TAKEN_BACK: N_("Took back what they had asked: %(deed)s."),
    Act.JOURNEY_BEGUN: N_("A journey was begun with this session: “%(journey)s”."),
    Act.JOURNEY_JOINED: N_("This session was put into a journey: “%(journey)s”."),
    Act.JOURNEY_LEFT: N_("This session was taken out of its journey."),
    Act.JOURNEY_DELETED: N_("The journey that this session was in was deleted, by somebody who holds its key."),
    Act.WENT: N_("The room said how it went: “%(what)s”. %(went)s."),
    Act.KEEP_FOR: N_("This session is kept for %(days)s days."),
    Act.KEEP_FOR_LONG: N_("This session is kept for %(days)s days. Why: %(why)s"),
    Act.ENDED: N_("The session was ended."),
    Act.RESTED: N_("The session ended by itself, after a day of rest."),
}


STRUCK = "…"


def strike(values: Mapping[str, Any], words: str) -> dict[str, Any]:
    """The values of an entry without these words, which name a person."""
    return {name: STRUCK if value == words and words else value for name, value in values.items()}


def said(act: Act, values: Mapping[str, str | int], *, by: int | None = None) -> Phrase:
    """The sentence of an act. Its values are people's own words, or numbers; they are not translated.

    `by`: the facilitator whose act it was, where there are two. `deed` and `about`: what two of them agree on.
    """
    gaps: dict[str, str | int | Phrase] = dict(values)
    if "deed" in values:
        gaps["deed"] = named(Deed(str(values["deed"])), str(values["about"]))
    if "going" in values:
        gaps["going"] = Phrase(NAMES[Going(str(values["going"]))])
    return done_by(by, Phrase(_SENTENCES[act], gaps))

"""A file to be made, said in plain values, so that another process can make it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel.support import NullTranslations, Translations

from workshop.domain.outcome import Outcome
from workshop.domain.phrases import Translator
from workshop.exports import FORMATS
from workshop.exports.publication import publish


@dataclass(frozen=True, kw_only=True)
class Errand:
    """One kind of file (`suffix`) of an outcome, or one picture of it, in the reader's language.

    `catalogues`: the folder of the translations. `lang`: as files name a language: "pt-BR". `to_publish`: the copy of it
    that may leave the room.
    """

    outcome: Outcome
    suffix: str
    lang: str
    catalogues: Path
    picture: str = ""
    to_publish: bool = False


def run(errand: Errand) -> bytes:
    """The whole file. Raises KeyError when there is no such kind of file, or no such picture."""
    chosen = FORMATS[errand.suffix]
    translate = translator_of(errand.catalogues, errand.lang)
    if errand.to_publish:
        return publish(errand.suffix, errand.outcome, translate, lang=errand.lang)
    if errand.picture and chosen.draw:
        return chosen.draw(errand.outcome, translate, lang=errand.lang, picture=errand.picture)
    return chosen.write(errand.outcome, translate, lang=errand.lang)


def translator_of(catalogues: Path, lang: str) -> Translator:
    """What says our sentences in that language."""
    translate: Translator = _translations(catalogues, lang.replace("-", "_")).ugettext
    return translate


@lru_cache(maxsize=32)
def _translations(catalogues: Path, locale: str) -> NullTranslations:
    return Translations.load(catalogues, [locale])

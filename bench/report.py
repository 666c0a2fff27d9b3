"""The figures as a table: the server, the bare server, how many times as much, and what we aim at."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bench.beside import MOST, TURNS, Beside
from bench.ledger import Count
from bench.measure import ACK_P99, ALL_IN, LATE, LONGEST_WAIT, OWN, QUEUED, Figures, Plan

_AIMS = {ALL_IN: 20.0, ACK_P99: 1000.0}
_AIMS_IN_A_STRETCH = {LONGEST_WAIT: 50.0}  # when everybody votes in the same moment, all wait for each other
_NO_RATIO = (LATE, OWN, QUEUED)  # they say how far to believe the others


def table(plan: Plan, figures: Figures, floor: Figures) -> str:
    """One line for each figure."""
    lines = [f"{plan.phones} phones", f"{'':44}{'server':>10}{'bare':>10}{'ratio':>10}  aim"]
    for stretch, measured in figures.items():
        aims = _AIMS | (_AIMS_IN_A_STRETCH if stretch == plan.stretch(plan.spread) and plan.spread else {})
        lines += ["", stretch]
        lines += [_line(name, value, floor[stretch][name], aims.get(name)) for name, value in measured.items()]
    return "\n".join(lines)


def beside(plan: Plan, found: Beside) -> str:
    """The same vote with files being made meanwhile and without, both on the real server."""
    shares = {"p50": 0.50, "p95": 0.95, "p99": 0.99}
    rows = [(f"vote to acknowledgement {p}, ms", found.busy.at(at), found.calm.at(at)) for p, at in shares.items()]
    rows.append((LONGEST_WAIT, 1000 * found.busy.stall, 1000 * found.calm.stall))
    made = ", ".join(f"{many} {kind}" for kind, many in sorted(found.files.items()))
    head = f"\n{plan.stretch(plan.spread)} while files are made, {TURNS} times each"
    verdict = f"{'within' if found.ratio <= MOST else 'OVER'} {MOST:g}"
    return "\n".join(
        [
            f"{head}\n{'':44}{'files':>10}{'none':>10}{'ratio':>10}",
            *(_line(*row, None) for row in rows),
            f"  the ratio of p95 is {verdict}; made meanwhile: {made}",
        ]
    )


def ledger(counts: Sequence[Count]) -> str:
    """What the database says."""
    sent, acknowledged = sum(count.sent for count in counts), sum(count.acknowledged for count in counts)
    lost, doubled = sum(count.lost for count in counts), sum(count.doubled for count in counts)
    return f"\n{acknowledged} of {sent} votes acknowledged; counted in the database: {lost} lost, {doubled} doubled"


def _line(name: str, value: float, least: float, aim: float | None) -> str:
    ratio = _said(value / least, 2) if least > 0 and name not in _NO_RATIO else ""
    said = "" if aim is None else f"  {'within' if value <= aim else 'OVER'} {aim:g}"
    return f"  {name:42}{_said(value):>10}{_said(least):>10}{ratio:>10}{said}"


def _said(value: float, digits: int = 1) -> str:
    if math.isinf(value):
        return "never"
    return f"{value:,.0f}" if value >= 100 else f"{value:.{digits}f}"

"""The figures as a table: the server, the bare server, how many times as much, and what we aim at."""

from __future__ import annotations

import math
from collections.abc import Sequence

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

"""`python -m bench --phones 300 --spread 5`. Ends with 1 when a vote was lost, doubled or left without an answer."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import resource
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import report
from bench.beside import Beside, beside
from bench.ledger import Count
from bench.measure import Figures, Plan, measure
from bench.server import bare, equal_footing
from bench.tape import Tape


def main(argv: Sequence[str] | None = None) -> int:
    """Measures, prints, and gives the exit code."""
    plan = _parse(argv)
    if not Path("/proc/self/schedstat").exists():
        print("This reads processor time and memory from /proc, so it needs Linux.", file=sys.stderr)
        return 2
    _allow_many_sockets()
    with tempfile.TemporaryDirectory() as folder:
        figures, counts, floor, files = asyncio.run(_measure_all(plan, Path(folder)))
    print(report.table(plan, figures, floor))
    if files:
        print(report.beside(plan, files))
    print(report.ledger(counts))
    return 0 if all(count.is_clean for count in counts) else 1


async def _measure_all(plan: Plan, folder: Path) -> tuple[Figures, list[Count], Figures, Beside | None]:
    tape, written, database, files = Tape(), folder / "tape.json", folder / "equal_footing.sqlite3", None
    with equal_footing(folder) as server:
        figures, counts = await measure(server, plan, tape=tape, database=database)
        if plan.exports:
            files, counted = await beside(server, plan, database)
            counts.append(counted)
    tape.save(written)
    with bare(written) as server:
        floor, _ = await measure(server, plan)
    return figures, counts, floor, files


def _parse(argv: Sequence[str] | None) -> Plan:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--phones", type=int, default=300, help="how many people (default: %(default)s)")
    parser.add_argument("--spread", type=float, default=5.0, help="seconds within which they vote (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same votes (default: %(default)s)")
    parser.add_argument("--exports", action="store_true", help="also vote while files are made, and compare")
    asked = parser.parse_args(argv)
    if asked.phones < 1 or asked.spread < 0:
        parser.error("there must be at least one phone, and no time before the start")
    return Plan(asked.phones, asked.spread, asked.seed, exports=asked.exports)


def _allow_many_sockets() -> None:
    """Each phone keeps a connection for pages and a websocket, and many systems allow 1,024 at first."""
    _, highest = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (highest, highest))


if __name__ == "__main__":
    sys.exit(main())

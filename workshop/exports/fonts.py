"""The typefaces of every file, and who makes files of them.

Only those that we ship and those inside Typst: the machine's own are left out, so that a file looks alike
wherever it is made.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import typst

_FOLDER = Path(__file__).parents[2] / "static" / "vendor" / "fonts"


@cache
def fonts() -> typst.Fonts:
    """Read once: it takes some milliseconds."""
    return typst.Fonts(include_system_fonts=False, font_paths=[_FOLDER])

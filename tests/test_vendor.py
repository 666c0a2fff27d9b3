"""What is vendored is what VENDOR.md says, byte for byte."""

import hashlib
import re
from pathlib import Path

VENDOR = Path(__file__).parent.parent / "static" / "vendor"
LISTED = dict(re.findall(r"^\| `(\S+)` \| `([0-9a-f]{64})` \|$", (VENDOR / "VENDOR.md").read_text(), re.MULTILINE))


def test_every_vendored_file_has_the_hash_that_is_listed():
    hashes = {name: hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() for name in LISTED}

    assert hashes == LISTED


def test_no_vendored_file_is_unlisted():
    present = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}

    assert present == {"VENDOR.md", *LISTED}


def test_each_package_names_its_licence_and_where_it_is_from():
    packages = (VENDOR / "VENDOR.md").read_text().split("\n## ")[1:]

    for package in packages:
        assert re.search(r"^- Package: \S+ \d+\.\d+\.\d+ \(npm\)$", package, re.MULTILINE)
        assert re.search(r"^- Licence: (0BSD|MIT|OFL-1\.1)$", package, re.MULTILINE)

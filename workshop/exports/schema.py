"""The schema of the JSON file, read off the values themselves, so that it cannot say anything else than they do.

`python -m workshop.exports.schema` prints it; docs/outcome-schema.json is a copy of that, and a test compares them.
"""

from __future__ import annotations

import inspect
import json
import sys
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from workshop.domain.groups import Side
from workshop.domain.outcome import BESIDE, LATER, Outcome
from workshop.domain.planning.going import FollowUp
from workshop.exports.json import FORMAT, VERSION

Schema = dict[str, object]

_PLAIN: dict[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}


def schema() -> Schema:
    """JSON Schema, 2020-12. It allows fields that it does not know: files of later releases may have more."""
    known: dict[str, Schema] = {}
    file = _file(known)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The outcome of a session of Equal Footing",
        "type": "object",
        "properties": file,
        "required": list(file),
        "$defs": dict(sorted(known.items())),
    }


def _file(known: dict[str, Schema]) -> Schema:
    """What stands beside the outcome, and the outcome itself."""
    return {
        "format": {"const": FORMAT},
        "version": {"const": VERSION, "description": "Grows when a field goes, or comes to mean something else."},
        "session": {"type": "string", "description": "The first join code, as people read it."},
        "opened": _PLAIN[date],
        "state": {"enum": ["draft", "final"], "description": "Final when the session has ended."},
        "outcome_version": {
            "type": "string",
            "pattern": "^([1-9][0-9]*|draft [0-9]+)$",
            "description": "1 when it is signed off; until then the revision of the draft.",
        },
        "agreed": {
            "type": ["boolean", "null"],
            "description": "Do over half of each group say that this is a fair record? False too where the groups are not"
            " shown apart and not over half of the room say so. Null where nobody can say.",
        },
        "not_agreed_by": {"type": "array", "items": {"enum": [side.value for side in Side]}},
        "sha256": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$",
            "description": "Of `outcome` as canonical JSON (RFC 8785). The same in every file of this outcome.",
        },
        "outcome": _of(Outcome, known),
        "words": {
            "type": "array",
            "description": "What the hard words mean, by the alphabet; `own`: the group explained it.",
            "items": {
                "type": "object",
                "properties": {"word": _PLAIN[str], "meaning": _PLAIN[str], "own": _PLAIN[bool]},
                "required": ["word", "meaning", "own"],
            },
        },
        "since": _of(FollowUp, known),
    }


def _of(kind: Any, known: dict[str, Schema]) -> Schema:
    """The schema of one type; dataclasses and enumerations are described once, in `known`."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if is_dataclass(kind) or (isinstance(kind, type) and issubclass(kind, Enum)):
        return _named(kind, known)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_of(one, known) for one in inner]}
    if origin is tuple and inner[1:] == (...,):
        return {"type": "array", "items": _of(inner[0], known)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _of(inner[1], known)}
    raise TypeError(f"JSON has no word for {kind}")


def _named(kind: Any, known: dict[str, Schema]) -> Schema:
    name = kind.__name__.removesuffix("Outcome") or "Outcome"
    if name not in known:
        known[name] = {}  # A phrase may hold phrases.
        known[name] = _enumeration(kind) if issubclass(kind, Enum) else _object(kind, known)
    return {"$ref": f"#/$defs/{name}"}


def _enumeration(kind: type[Enum]) -> Schema:
    return {"enum": [member.value for member in kind], "description": _told(kind)}


def _object(kind: Any, known: dict[str, Schema]) -> Schema:
    hints = get_type_hints(kind)
    properties = {field.name: _of(hints[field.name], known) for field in fields(kind) if field.metadata != BESIDE}
    return {
        "type": "object",
        "description": _told(kind),
        "properties": properties,
        "required": [field.name for field in fields(kind) if field.metadata not in (BESIDE, LATER)],
    }


def _told(kind: type) -> str:
    return " ".join((inspect.getdoc(kind) or "").split())


if __name__ == "__main__":
    sys.stdout.write(json.dumps(schema(), indent=1) + "\n")

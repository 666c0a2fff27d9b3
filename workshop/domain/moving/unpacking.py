"""From plain JSON values back to our own: strict, so that a file from anywhere is what it says, or is refused."""

from __future__ import annotations

import math
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Union, get_args, get_origin, get_type_hints

_LARGEST = 2**63 - 1  # what a database holds
_TIME = "%Y-%m-%dT%H:%M:%SZ"


class NotOurs(ValueError):
    """The value cannot be one of ours; the text says where, for who looks into the file."""


def unpacked(kind: object, value: object, *, at: str = "") -> object:
    """The value of that type whose `plain` form this is. Raises NotOurs.

    No field may be there that we do not have, and none may be missing but one that has a default: it may be younger
    than what was stored.
    """
    if isinstance(kind, type) and is_dataclass(kind):
        return _object(kind, value, at)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum(kind, value, at)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _either(inner, value, at)
    if origin is tuple:
        return _list(inner[0], value, at)
    if origin is Mapping:
        return _mapping(inner[1], value, at)
    return _scalar(kind, value, at)


@cache
def _hints(kind: type) -> Mapping[str, object]:
    return get_type_hints(kind)


def _object(kind: type, value: object, at: str) -> object:
    ours = [field for field in fields(kind) if not field.metadata.get("beside")]
    needed = {field.name for field in ours if field.default is MISSING and field.default_factory is MISSING}
    if not isinstance(value, dict) or not needed <= set(value) <= {field.name for field in ours}:
        raise NotOurs(f"{at or kind.__name__} has not the fields of a {kind.__name__}")
    hints = _hints(kind)
    return kind(**{name: unpacked(hints[name], one, at=f"{at}.{name}") for name, one in value.items()})


def _enum(kind: type[Enum], value: object, at: str) -> object:
    if value not in [member.value for member in kind]:
        raise NotOurs(f"{at} is no {kind.__name__}")
    return kind(value)


def _either(kinds: tuple[object, ...], value: object, at: str) -> object:
    for kind in kinds:
        try:
            return unpacked(kind, value, at=at)
        except NotOurs:
            continue
    raise NotOurs(f"{at} is of no kind that may stand there")


def _list(kind: object, value: object, at: str) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise NotOurs(f"{at} is no list")
    return tuple(unpacked(kind, one, at=f"{at}[{number}]") for number, one in enumerate(value))


def _mapping(kind: object, value: object, at: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise NotOurs(f"{at} is no object")
    return {str(key): unpacked(kind, one, at=f"{at}.{key}") for key, one in value.items()}


def _scalar(kind: object, value: object, at: str) -> object:
    if isinstance(value, int) and abs(value) > _LARGEST:
        raise NotOurs(f"{at} is too large a number")
    if kind is float and isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    if kind in (date, datetime) and isinstance(value, str):
        return _moment(kind, value, at)
    if type(value) is not kind:
        raise NotOurs(f"{at} is of the wrong kind")
    return value


def _moment(kind: object, value: str, at: str) -> date | datetime:
    try:
        return datetime.strptime(value, _TIME) if kind is datetime else date.fromisoformat(value)  # noqa: DTZ007  UTC
    except ValueError:
        raise NotOurs(f"{at} is no date or time") from None

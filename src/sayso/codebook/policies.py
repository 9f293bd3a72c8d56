"""The policies that a codebook sets under [policies]: known by name, each where it may stand."""

from __future__ import annotations

from typing import Any

from sayso.errors import CodebookError
from sayso.model.finding import POLICIES

_TABLES = ("types", "measures", "incidents")


def check_policies(table: dict[str, Any], where: str) -> None:
    """Refuse a policy that nobody knows, and keys that set none; raises CodebookError."""
    known = ("default", "hierarchy", *_TABLES)
    for key, value in table.items():
        if key not in known:
            raise _wrong(f"{key!r} is no key of [policies]", where, f"known keys: {', '.join(known)}")
        if key == "hierarchy":
            if not isinstance(value, str):
                raise _wrong("'hierarchy' is no order of roles", where, 'write hierarchy = "official > media"')
            continue
        if key in _TABLES and not isinstance(value, dict):
            raise _wrong(f"{key!r} of [policies] is no table", where, f"write [policies.{key}] and its keys below")
        for name in value.values() if key in _TABLES else [value]:
            if name not in POLICIES:
                raise _wrong(f"there is no policy {name!r}", where, f"policies are {', '.join(POLICIES)}")


def _wrong(what: str, where: str, hint: str) -> CodebookError:
    return CodebookError("codebook-policies", what, where=where, hint=hint)

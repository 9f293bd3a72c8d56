"""Policies by name: each module has the rule of one project of the field, and its source."""

from __future__ import annotations

from collections.abc import Callable

from sayso.errors import RefusedError
from sayso.reconciling.policies import minmax, ucdp
from sayso.reconciling.policies.bounds import Bounds
from sayso.reconciling.voices import Case

Policy = Callable[[Case], Bounds]
POLICIES: dict[str, Policy] = {"ucdp": ucdp.decide, "minmax": minmax.decide}
DEFAULT = "ucdp"


def policy(name: str) -> Policy:
    """The policy of that name; raises RefusedError."""
    try:
        return POLICIES[name]
    except KeyError:
        raise RefusedError(
            "policy-unknown",
            f"there is no policy {name!r}",
            where=name,
            hint=f"policies are {', '.join(sorted(POLICIES))}",
        ) from None

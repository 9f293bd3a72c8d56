"""Policies by name: each module has the rule of one project of the field, and its source."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sayso.errors import RefusedError
from sayso.reconciling.policies import acled, adjudicated, ccc, gtd, hierarchy, majority, minmax, ucdp
from sayso.reconciling.policies.bounds import Bounds
from sayso.reconciling.voices import Case

Policy = Callable[[Case], Bounds]
POLICIES: Mapping[str, Policy] = {
    "acled": acled.decide,
    "adjudicated": adjudicated.decide,
    "ccc": ccc.decide,
    "gtd": gtd.decide,
    "hierarchy": hierarchy.decide,
    "majority": majority.decide,
    "minmax": minmax.decide,
    "ucdp": ucdp.decide,
}
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

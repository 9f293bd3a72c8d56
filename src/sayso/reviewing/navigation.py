"""The pages that the head of every page leads to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sayso.reviewing.people import Person


@dataclass(frozen=True, slots=True)
class Door:
    """A page in the navigation, and the role it is for."""

    path: str
    label: str
    role: str = "reader"


# In their order; a page that is not there (yet) is not shown.
DOORS = (
    Door("/incidents", "Incidents"),
    Door("/map", "Map"),
    Door("/timeline", "Timeline"),
    Door("/search", "Search"),
    Door("/tasks", "Tasks"),
    Door("/matches", "Matches", "coder"),
    Door("/coding", "Double coding", "coder"),
    Door("/decisions", "Decisions"),
    Door("/accounts", "Accounts", "admin"),
)


def shown_to(person: Person, there: Collection[str]) -> tuple[Door, ...]:
    """The doors that are there and that this person may use."""
    return tuple(d for d in DOORS if d.path in there and person.may(d.role))

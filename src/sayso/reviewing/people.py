"""Who may do what: readers read masked text, coders decide, admins look after accounts."""

from __future__ import annotations

from dataclasses import dataclass

ROLES = ("reader", "coder", "admin")


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever is at the other end of a request. `sees_names`: text is shown to them as it was printed, not masked."""

    name: str
    role: str
    sees_names: bool

    def may(self, role: str) -> bool:
        """Whether this person has at least a role.

        >>> Person("Ada", "coder", False).may("reader"), Person("Ada", "coder", False).may("admin")
        (True, False)
        """
        return ROLES.index(self.role) >= ROLES.index(role)

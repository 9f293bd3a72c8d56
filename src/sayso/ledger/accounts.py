"""Who may review a ledger: accounts with the hashes of their passwords, and what the ledger's owner allows."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from sayso.ledger import tables
from sayso.ledger.database import Database
from sayso.ledger.migrations import now

_NAMES_SHOWN = "names_shown"


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may log in. `password` is a hash, never the word itself."""

    name: str
    role: str
    password: str
    made_at: str


class Accounts(Database):
    """Accounts and settings."""

    def accounts(self) -> list[Account]:
        """All accounts, by name."""
        a = tables.accounts
        with self.reading() as c:
            return sorted(
                (Account(r.name, r.role, r.password, r.made_at) for r in c.execute(select(a))), key=lambda x: x.name
            )

    def account(self, name: str) -> Account | None:
        """The account of this name."""
        a = tables.accounts
        with self.reading() as c:
            r = c.execute(select(a).where(a.c.name == name)).first()
        return None if r is None else Account(r.name, r.role, r.password, r.made_at)

    def put_account(self, name: str, role: str, password: str) -> None:
        """Make an account, or give one another role and password."""
        a = tables.accounts
        with self.writing() as c:
            values = {"role": role, "password": password}
            if c.execute(update(a).where(a.c.name == name).values(values)).rowcount == 0:
                c.execute(insert(a), [{"name": name, **values, "made_at": now()}])

    def drop_account(self, name: str) -> None:
        """Let nobody log in under this name any more; decisions made under it stay."""
        with self.writing() as c:
            c.execute(delete(tables.accounts).where(tables.accounts.c.name == name))

    def shows_names(self) -> bool:
        """Whether coders see names of private persons as reports print them; nobody does unless the owner says so."""
        m = tables.meta
        with self.reading() as c:
            return c.execute(select(m.c.value).where(m.c.name == _NAMES_SHOWN)).scalar() == "coders"

    def show_names(self, *, to_coders: bool) -> None:
        """Let coders see names, or nobody."""
        m = tables.meta
        with self.writing() as c:
            c.execute(delete(m).where(m.c.name == _NAMES_SHOWN))
            if to_coders:
                c.execute(insert(m), [{"name": _NAMES_SHOWN, "value": "coders"}])

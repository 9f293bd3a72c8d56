"""The store: the only place with SQL. SQLite for one person, PostgreSQL for a team."""

from sayso.ledger.store import Store, open_store

__all__ = ["Store", "open_store"]

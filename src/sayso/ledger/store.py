"""The store of a ledger: what goes in and comes out, each write in one transaction."""

from __future__ import annotations

from sayso.ledger import engines
from sayso.ledger.accounts import Accounts
from sayso.ledger.amending import Amending
from sayso.ledger.erasing import Erasing
from sayso.ledger.listing import Listing
from sayso.ledger.making import Making
from sayso.ledger.pairs import Pairs
from sayso.ledger.papers import Papers
from sayso.ledger.record import Record
from sayso.ledger.rulings import Rulings
from sayso.ledger.searching import Search
from sayso.ledger.sources import Sources
from sayso.ledger.tasks import Tasks


class Store(Accounts, Amending, Making, Erasing, Listing, Pairs, Papers, Record, Rulings, Search, Sources, Tasks):
    """A ledger's tables. All lists come back in one total order, whichever database holds them."""


def open_store(url: str) -> Store:
    """The store at an address, its tables made or brought up to date."""
    store = Store(url)
    if store.owes_compaction() and not engines.is_read_only(url):
        store.compact()
    return store

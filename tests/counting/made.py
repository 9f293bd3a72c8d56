"""A ledger whose incidents are those that a test hands in; all else of it is real."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sayso.codebook.loading import lexicon
from sayso.counting.count import count
from sayso.counting.result import Count
from sayso.ledger import open_store
from sayso.ledger.store import Store
from sayso.model.incident import Incident
from sayso.model.place import Place
from sayso.pipeline import Ledger
from tests.factories import place

OHIO = place(text="Ohio", name="Ohio", id="geonames:5165418", admin1="Ohio", precision="state", lat=40.25, lon=-83.0)
TOLEDO = place(text="Toledo", name="Toledo", id="geonames:5174035", lat=41.66, lon=-83.55)
DAYTON = place()
BOISE = place(
    text="Boise", name="Boise", id="geonames:5586437", admin1="Idaho", admin1_code="ID", lat=43.61, lon=-116.2
)
USA = place(
    text="United States",
    name="United States",
    id="geonames:6252001",
    admin1=None,
    admin1_code=None,
    precision="country",
)


class Made(Ledger):
    """A ledger that holds these incidents."""

    def __init__(self, incidents: Sequence[Incident], store: Store) -> None:
        super().__init__(store, lexicon())
        self._made = list(incidents)

    def incidents(self, *, policy: str = "ucdp") -> list[Incident]:
        return self._made


@lru_cache(maxsize=1)
def _empty() -> Store:
    return open_store(":memory:")


def counted(*incidents: Incident, measure: str = "persons_arrested", **limits: str | None) -> Count:
    """The count over these incidents."""
    return count(made(*incidents), measure, **limits)


def made(*incidents: Incident) -> Made:
    """A ledger of these incidents."""
    return Made(incidents, _empty())


def bounds(found: Count) -> tuple[object, object, object]:
    return found.low, found.best, found.high


def at(*places: Place) -> dict[str, tuple[Place, ...]]:
    return {"places": places}

"""How pages name reports, claims and mentions: by the report's key, which tells nobody's name and fits an address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from sayso.errors import NotFoundError
from sayso.ledger import Store

# In an id of a claim or mention the report's id is followed by one of these.
_CLAIM, _MENTION = ":", "#"


class Addresses:
    """The keys of some reports, by which their claims and mentions are named on a page."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        self._keys = keys

    @classmethod
    def of(cls, store: Store, reports: Iterable[str]) -> Addresses:
        """The addresses of reports by their ids."""
        return cls({ident: str(row["key"]) for ident, row in store.papers(reports).items()})

    def report(self, ident: str) -> str:
        """The page of a report."""
        return f"/reports/{quote(self._keys.get(ident, ident), safe='')}"

    def claim(self, ident: str) -> str:
        """A claim as forms name it."""
        report = ident.rsplit(_CLAIM, 2)[0]
        return self._keys.get(report, report) + ident[len(report) :]

    def mention(self, ident: str) -> str:
        """A mention as forms name it."""
        report = ident.rsplit(_MENTION, 1)[0]
        return self._keys.get(report, report) + ident[len(report) :]

    def claim_page(self, ident: str) -> str:
        """The place of a claim on the page of its report."""
        return f"{self.report(ident.rsplit(_CLAIM, 2)[0])}?claim={quote(self.claim(ident), safe='')}#form"


def claim_named(store: Store, name: str) -> str:
    """The claim that a form names; raises NotFoundError."""
    report = name.rsplit(_CLAIM, 2)[0]
    return _known(store, report) + name[len(report) :]


def mention_named(store: Store, name: str) -> str:
    """The mention that a form names; raises NotFoundError."""
    report = name.rsplit(_MENTION, 1)[0]
    return _known(store, report) + name[len(report) :]


def _known(store: Store, report: str) -> str:
    try:
        return str(store.paper(report)["id"])
    except NotFoundError as error:
        raise NotFoundError("claim-unknown", "the ledger has no such claim or mention", hint=error.hint) from None

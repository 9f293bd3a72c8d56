"""A report: one document's text as read, with what is known of its source and dates."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date

from sayso.model.moment import is_known

_HOST = re.compile(r"^(?:[a-z]+://)?(?:[^/@]*@)?(?P<server>[^/:?#]+)", re.I)
# The endings of addresses whose writers put the month first; of other countries' the day or, in the far east, the year.
_MONTH_FIRST = frozenset(["gov", "mil", "us"])
# Endings of countries that anyone may have, or that write dates both ways.
_ANYWHERE = frozenset(
    [
        "ca",
        "ph",
        "co",
        "io",
        "ai",
        "tv",
        "me",
        "cc",
        "ws",
        "fm",
        "am",
        "ly",
        "to",
        "gg",
        "la",
        "vc",
        "sh",
        "im",
        "is",
        "eu",
    ]
)
_COUNTRY_LETTERS = 2
# What a view holds behind a word that takes less room there than in the text: the place belongs to that word.
FILL = "\u2005"


@dataclass(frozen=True, slots=True)
class Report:
    """A document. `text` is never changed; `view` is the same text with damage mended, offset for offset.

    `published` and `updated` are ISO dates, as exact as known ("2018-06"), `fetched` the moment when a web archive
    took the page; `published_by` says where the date comes from (metadata, date line, address, posts); `notes` are
    remarks of reading the bytes. `original` is the innermost file that it came in, byte for byte;
    `known_as` the key of a report whose words are no longer those that it came with.
    """

    id: str
    text: str
    view: str = ""
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    carried_by: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    fetched: str | None = None
    published_by: str | None = None
    language: str | None = None
    path: str | None = None
    notes: tuple[str, ...] = ()
    known_as: str | None = None
    original: bytes = field(default=b"", repr=False, compare=False)

    @property
    def text_hash(self) -> str:
        """SHA-256 of the text as read."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def source(self) -> str:
        """What identifies the place a text came from: its address, else publisher, title and date, else its bytes."""
        if self.url:
            return f"url:{self.url}"
        if self.publisher and self.title:
            return f"page:{self.publisher}|{self.title}|{self.published or ''}|{self.carried_by or ''}"
        # without a title nothing tells a correction from another report: one text of one outlet is one report
        return f"text:{self.text_hash}" + (f"|{self.publisher}" if self.publisher else "")

    @property
    def key(self) -> str:
        """The identity of this report in a ledger: its source and its text, as they came."""
        return self.known_as or hashlib.sha256(f"{self.source}\n{self.text_hash}".encode()).hexdigest()[:24]

    @property
    def day_first(self) -> bool | None:
        """Whether the source writes 4 March as 04/03, as its address tells; None where it tells nothing.

        >>> Report(id="a", text="", url="https://www.example.co.uk/raid").day_first, Report(id="b", text="").day_first
        (True, None)
        """
        for address in (self.url, self.publisher):
            match = _HOST.match(address or "")
            ending = match["server"].lower().rpartition(".")[2] if match and "." in match["server"] else ""
            if ending in _MONTH_FIRST:
                return False
            if len(ending) == _COUNTRY_LETTERS and ending.isalpha() and ending not in _ANYWHERE:
                return True
        return None

    @property
    def reference(self) -> date | None:
        """The day that relative dates are read against, where one is known to the day."""
        for value in (self.published, self.updated):
            if value and len(value) >= 10:
                try:
                    on = date.fromisoformat(value[:10])
                except ValueError:
                    continue
                if is_known(on):
                    return on
        return None

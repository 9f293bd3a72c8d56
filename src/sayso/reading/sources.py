"""What a report's source says of itself: where it is at home, and how it writes its dates."""

from __future__ import annotations

import re

from sayso.model.report import Report

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


def home_of(report: Report) -> str:
    """What a report's source says of where it is at home: publisher, title, words of the address."""
    address = (report.url or "").split("://")[-1]
    path = re.sub(r"[^A-Za-z]+", " ", address)
    site = address.partition("/")[0]
    return " . ".join(part for part in (report.publisher, report.carried_by, report.title, path.title(), site) if part)


def day_first(report: Report) -> bool | None:
    """Whether a source writes 4 March as 04/03, as its address tells; None where it tells nothing.

    >>> day_first(Report(id="a", text="", url="https://www.example.co.uk/raid")), day_first(Report(id="b", text=""))
    (True, None)
    """
    for address in (report.url, report.publisher):
        match = _HOST.match(address or "")
        ending = match["server"].lower().rpartition(".")[2] if match and "." in match["server"] else ""
        if ending in _MONTH_FIRST:
            return False
        if len(ending) == _COUNTRY_LETTERS and ending.isalpha() and ending not in _ANYWHERE:
            return True
    return None

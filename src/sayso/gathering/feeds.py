"""Feeds: each entry of an RSS or Atom file is a report of the site that the feed belongs to."""

from __future__ import annotations

import email.utils
import re
from collections.abc import Iterator
from typing import Any

from sayso.errors import InputError
from sayso.gathering.html import prose
from sayso.model.report import Report

_FEED = re.compile(rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?[^>]*\?>\s*)*<(?:rss|feed|rdf:RDF)\b", re.I | re.S)
_TEXTS = ("encoded", "content", "description", "summary")


def is_feed(data: bytes) -> bool:
    """Whether bytes begin like a feed."""
    return _FEED.match(data[:5000]) is not None


def read_feed(data: bytes, name: str, where: str) -> Iterator[Report | InputError]:
    """The entries of a feed, in its order; entities that a feed declares are not followed."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        root, reason = None, str(error)
    else:
        reason = "nothing in it can be read"
    if root is None:
        yield InputError("feed-damaged", f"the feed is no XML: {reason}", where=where, hint="fetch it again")
        return
    site = _text(root, "title") or _text(next(iter(_all(root, "channel")), root), "title")
    for number, entry in enumerate([*_all(root, "item"), *_all(root, "entry")], 1):
        text = next((found for tag in _TEXTS if (found := prose(_text(entry, tag) or ""))), "")
        if not text.strip():
            yield InputError(
                "entry-empty", "the entry has no text", where=f"{where}, entry {number}", hint="fetch the page itself"
            )
            continue
        published = _day(_text(entry, "pubDate") or _text(entry, "published") or _text(entry, "date"))
        yield Report(
            id=f"{name}#{number}",
            text=text,
            title=_text(entry, "title"),
            url=_link(entry),
            publisher=site,
            author=_text(entry, "creator") or _text(entry, "author"),
            published=published,
            updated=_day(_text(entry, "updated")),
            published_by="feed" if published else None,
            path=f"{where}, entry {number}",
            original=etree.tostring(entry, encoding="utf-8"),
        )


def _all(element: Any, tag: str) -> list[Any]:
    return list(element.iter(f"{{*}}{tag}"))


def _text(element: Any, tag: str) -> str | None:
    """The text of the first child of a name, in any namespace."""
    for child in element.iterchildren(f"{{*}}{tag}"):
        words = "".join(child.itertext()).strip()
        if words:
            return words
    return None


def _link(entry: Any) -> str | None:
    for link in entry.iterchildren("{*}link"):
        address = (link.get("href") or link.text or "").strip()
        if address and link.get("rel") in (None, "alternate"):
            return address
    return None


def _day(words: str | None) -> str | None:
    """The day of a feed's date: ISO as it is, the older form of mail by the day it names."""
    if not words:
        return None
    try:
        return email.utils.parsedate_to_datetime(words).date().isoformat()
    except (ValueError, TypeError):
        return words

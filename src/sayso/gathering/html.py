"""Web pages: the article's text by trafilatura, title, author, site and dates from the page's own metadata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from sayso.errors import InputError
from sayso.model.report import Report

_SPACES = re.compile(r"[ \t\u00a0]+")
_BY = re.compile(r"^by\s+", re.I)
_JSON_LD = re.compile(r"<script[^>]+application/ld\+json[^>]*>(.{1,100000}?)</script>", re.I | re.S)
_TAGS = tuple(
    (name, re.compile(rf"<meta[^>]+(?:property|name)=[\"']{tag}[\"'][^>]+content=[\"']([^\"']{{4,40}})[\"']", re.I))
    for name, tag in (
        ("datePublished", "article:published_time"),
        ("dateModified", "article:modified_time"),
        ("dateModified", "og:updated_time"),
    )
)
# JSON-LD nests a graph or two, never more in earnest.
_DEEPEST = 6


def read_html(text: str, name: str, where: str) -> Report:
    """The report in a web page's source; nothing in the page is run and nothing remote is fetched."""
    import trafilatura

    try:
        found = trafilatura.bare_extraction(
            text, fast=True, include_comments=False, with_metadata=True, include_tables=True
        )
    except (ValueError, TypeError, RecursionError) as error:
        raise InputError(
            "page-not-read", f"the page cannot be read: {error}", where=where, hint="save the page again, or as text"
        ) from error
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise InputError(
            "page-without-text", "no article was found in the page", where=where, hint="save the page's text instead"
        )
    stated = _metadata(text)
    published = stated.get("datePublished") or found.date
    author = _BY.sub("", stated.get("author") or found.author or "")
    return Report(
        id=name,
        text=_SPACES.sub(" ", found.text or ""),
        title=found.title or None,
        url=found.url or None,
        publisher=stated.get("publisher") or found.sitename or found.hostname or None,
        author=author or None,
        published=published or None,
        published_by="page metadata" if published else None,
        updated=stated.get("dateModified"),
        path=where,
    )


def _metadata(page: str) -> dict[str, str]:
    """Dates, author and publisher as the page's own tags state them, JSON-LD before single tags."""
    found: dict[str, str] = {}
    for block in _JSON_LD.findall(page):
        try:
            things = json.loads(block)
        except ValueError:
            continue
        for thing in _articles(things):
            for name in ("datePublished", "dateModified", "author", "publisher"):
                value = _plain(thing.get(name))
                if value:
                    found.setdefault(name, value)
    for name, pattern in _TAGS:
        match = pattern.search(page)
        if match:
            found.setdefault(name, match.group(1))
    return found


def _articles(things: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The articles among what JSON-LD describes."""
    if depth > _DEEPEST:
        return
    if isinstance(things, list):
        for thing in things:
            yield from _articles(thing, depth + 1)
    elif isinstance(things, dict):
        kinds = things.get("@type")
        if any(
            str(kind).endswith(("Article", "Posting", "Report"))
            for kind in (kinds if isinstance(kinds, list) else [kinds])
        ):
            yield things
        yield from _articles(things.get("@graph"), depth + 1)


def _plain(value: Any) -> str:
    """A text, or the name of a thing, or of the first of several."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() if isinstance(value, str) else ""


def prose(fragment: str) -> str:
    """The text of a piece of a page, a paragraph a line; a text without tags stays as it is.

    >>> prose("<p>Seven were <b>arrested</b>.</p><p>None fled.</p>")
    'Seven were arrested.\\n\\nNone fled.'
    """
    if "<" not in fragment:
        return fragment
    from lxml import etree, html

    try:
        root = html.fragment_fromstring(fragment, create_parent="div")
    except (etree.ParserError, ValueError):
        return fragment
    for hidden in root.xpath("//script|//style"):
        hidden.drop_tree()
    for block in root.iter("p", "div", "br", "li", "h1", "h2", "h3", "h4", "tr", "blockquote"):
        block.tail = "\n\n" + (block.tail or "")
    lines = (_SPACES.sub(" ", line).strip() for line in root.text_content().splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

"""What a page says of itself to machines: JSON-LD, read as the things of schema.org that it describes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

# JSON-LD nests a graph or two, never more in earnest.
_DEEPEST = 8
_MOST_CHARACTERS = 3_000_000
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
Thing = dict[str, Any]


def things(root: Any) -> list[Thing]:
    """All things that a page's JSON-LD describes, outer before inner, in the order of the page."""
    found: list[Thing] = []
    room = _MOST_CHARACTERS
    for script in root.iter("script"):
        kind = (script.get("type") or "").split(";")[0].strip().lower()
        source = script.text or ""
        room -= len(source) if kind == "application/ld+json" else 0
        if kind == "application/ld+json" and room >= 0:
            found += _within(_read(source))
    return found


def _read(source: str) -> Any:
    """What a script holds; line ends in strings, comment marks round it and commas before an end are forgiven."""
    source = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)?[\s;]*$", "", source)
    for attempt in (source, _TRAILING_COMMA.sub(r"\1", source)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    # a quotation mark in a text spoils it all, but hardly the type and the days
    kind = re.search(r'"@type"\s*:\s*"(\w*(?:Article|Posting|Report))"', source)
    days = re.findall(r'"(datePublished|dateModified)"\s*:\s*"([^"\n]{4,40})"', source)
    return {"@type": kind[1], **dict(reversed(days))} if kind else None


def _within(value: Any, depth: int = 0) -> Iterator[Thing]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for part in value:
            yield from _within(part, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "liveBlogUpdate"):
            if key in value:
                yield from _within(value[key], depth + 1)


def kinds(thing: Thing) -> list[str]:
    """The types of a thing, without their prefix."""
    given = thing.get("@type")
    return [str(kind).rsplit("/", 1)[-1].rsplit(":", 1)[-1] for kind in (given if isinstance(given, list) else [given])]


def is_article(thing: Thing) -> bool:
    """Whether a thing is an article, a posting or a report, not the page or the site round it.

    >>> is_article({"@type": "NewsArticle"}), is_article({"@type": ["WebPage"]})
    (True, False)
    """
    return any(kind.endswith(("Article", "Posting", "Report")) for kind in kinds(thing))


def plain(value: Any, *keys: str) -> str:
    """A text, or what a thing has under the first of the keys ("name"), or that of the first of several.

    >>> plain([{"@type": "Person", "name": " Ann Low "}, "B"], "name")
    'Ann Low'
    """
    if isinstance(value, list):
        return next((text for part in value if (text := plain(part, *keys))), "")
    if isinstance(value, dict):
        return next((text for key in keys if (text := plain(value.get(key)))), "")
    return " ".join(value.split()) if isinstance(value, str) else ""


def body(thing: Thing) -> str:
    """The text of an article or an entry, with its paragraphs; JSON keeps them as line ends, or as tags."""
    given = thing.get("articleBody") or thing.get("text") or ""
    if isinstance(given, dict):
        given = given.get("articleBody") or given.get("text") or given.get("@value") or ""
    return re.sub(r"[ \t\r]*\n\s*", "\n\n", given).strip() if isinstance(given, str) else ""

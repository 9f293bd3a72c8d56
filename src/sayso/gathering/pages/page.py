"""Reads a web page into its reports: one of an article, one of each entry of a live blog."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sayso.errors import InputError
from sayso.gathering.html import prose
from sayso.gathering.pages import article, linked, liveblogs, metadata
from sayso.gathering.pages.tree import drop, flat, parse
from sayso.model.report import Report

# What stands above the entries of a live blog is a report of its own if it says more than a standfirst.
_INTRODUCTION = 200
# How many times as long a text that is there for machines only must be to be taken for the article.
_UNSEEN = 2


def read_page(text: str, name: str, where: str) -> Iterator[Report | InputError]:
    """The reports in a web page's source; nothing in the page is run and nothing remote is fetched.

    >>> page = "<html><head><title>Raid</title></head><body><p>Agents arrested 40 workers.</p></body></html>"
    >>> [(r.title, r.text) for r in read_page(page, "raid.html", "raid.html")]
    [('Raid', 'Agents arrested 40 workers.')]
    """
    root = parse(text)
    if root is None:
        yield _unparsed(text, name, where)
        return
    # held on to, so that each element is wrapped once and not at every look
    elements = list(root.iter())  # noqa: F841
    things = linked.things(root)
    stated = metadata.stated(root, things, text)
    base = Report(
        id=name,
        text="",
        title=stated.title,
        url=stated.url,
        publisher=stated.publisher,
        author=stated.author,
        published=stated.published,
        published_by="page metadata" if stated.published else None,
        updated=stated.updated,
        path=where,
    )
    entries, held = liveblogs.entries(root, things)
    if entries:
        for element in held:
            drop(element)
    told = "" if entries else prose(linked.body(metadata.own_article(things, stated.url)))
    found = _paragraphs(root, stated, text, blog=bool(entries), where=where)
    if isinstance(found, InputError) or len(told) > _UNSEEN * sum(map(len, found)):
        # a page that is put together by its program says more to machines than it shows
        found = told.split("\n\n") if told else found
    body = "\n\n".join(found) if isinstance(found, list) else ""
    if entries:
        if len(body) >= _INTRODUCTION:
            yield replace(base, text=body)
        yield from _blog(base, entries)
    elif isinstance(found, InputError):
        yield found
    else:
        yield replace(base, text=body)


def _paragraphs(root: Any, stated: metadata.Stated, source: str, *, blog: bool, where: str) -> list[str] | InputError:
    try:
        found = article.paragraphs(root, [stated.title])
        if not found and not blog and (again := parse(source)) is not None:
            found = article.plain_paragraphs(again)
    except (ValueError, TypeError, RecursionError) as error:
        return InputError(
            "page-not-read", f"the page cannot be read: {error}", where=where, hint="save the page again, or as text"
        )
    if not found and not blog:
        return InputError(
            "page-without-text", "no article was found in the page", where=where, hint="save the page's text instead"
        )
    return found


def _unparsed(text: str, name: str, where: str) -> Report | InputError:
    """The words of a page that is too large, or nests too deep, for its article to be told from the rest."""
    words = flat(text)
    if not words:
        return InputError(
            "page-without-text", "no article was found in the page", where=where, hint="save the page's text instead"
        )
    return Report(
        id=name, text=words, path=where, notes=("the page is too large or nests too deep: all its words are kept",)
    )


def _blog(base: Report, entries: list[liveblogs.Entry]) -> Iterator[Report]:
    taken: set[str] = set()
    for number, entry in enumerate(entries, 1):
        url = liveblogs.address(entry, base.url, taken)
        if url:
            taken.add(url)
        clock = entry.clock
        title = entry.title or (f"{base.title}, {clock}" if base.title and clock else base.title)
        published = liveblogs.day(entry.moment)
        yield replace(
            base,
            id=f"{base.id}#{number}",
            text=entry.text,
            title=title,
            url=url,
            author=entry.author or base.author,
            published=published or base.published,
            published_by="entry of a live blog" if published else base.published_by,
            updated=liveblogs.day(entry.updated),
            notes=(f"posted at {entry.moment}",) if clock else (),
        )

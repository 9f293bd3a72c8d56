"""Live blogs: each entry by itself with its time, from JSON-LD where it holds the entries, else from the page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sayso.gathering import datelines
from sayso.gathering.html import prose
from sayso.gathering.pages import captions, furniture, posts
from sayso.gathering.pages.linked import Thing, body, kinds, plain
from sayso.gathering.pages.tree import HEADINGS, blocks, drop, name_parts, without_unseen, words

_CLOCK = re.compile(r"\d[T ](\d{1,2}:\d\d)")
_PAIRS = tuple(
    frozenset(("live", word)) for word in ("blog", "feed", "updates", "update", "coverage", "stream", "posts")
)
_HOLDERS = ("article", "li", "div", "section")
_FEWEST, _MOST = 2, 5000
# How far above its time an entry begins at most.
_DEEPEST = 8
_LEAST_CHARACTERS = 30
# Without a name that says so, entries must make up the page to be a live blog, and not be cards that link elsewhere.
_SHARE = 0.6
_UNNAMED_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its paragraphs, and what it states of itself; `moment` is its time as written, in ISO form."""

    text: str
    title: str | None = None
    moment: str | None = None
    updated: str | None = None
    author: str | None = None
    url: str | None = None
    anchor: str | None = None

    @property
    def clock(self) -> str | None:
        """The hour and minute that the entry names."""
        match = _CLOCK.search(self.moment or "")
        return match[1] if match else None


def entries(root: Any, things: Sequence[Thing]) -> tuple[list[Entry], list[Any]]:
    """The entries of a live blog in the order of the page, and the elements that hold them; none for other pages."""
    blogs = [thing for thing in things if "LiveBlogPosting" in kinds(thing)]
    held = _elements(root, named=bool(blogs))
    linked = [entry for blog in blogs for entry in _linked(blog)]
    # a page often describes only its newest entries to machines
    if len(linked) >= _FEWEST and len(linked) >= len(held):
        return linked, held
    seen = [entry for element in held if len((entry := _entry(element)).text) >= _LEAST_CHARACTERS]
    if len(seen) >= _FEWEST:
        return seen, held
    return (linked, held) if len(linked) >= _FEWEST else ([], [])


def _linked(blog: Thing) -> Iterator[Entry]:
    updates = blog.get("liveBlogUpdate")
    for update in (updates if isinstance(updates, list) else [updates])[:_MOST]:
        if not isinstance(update, dict):
            continue
        text = prose(body(update))
        if text:
            yield Entry(
                text=text,
                title=plain(update.get("headline")) or plain(update.get("name")) or None,
                moment=plain(update.get("datePublished")) or None,
                updated=plain(update.get("dateModified")) or None,
                author=plain(update.get("author"), "name") or None,
                url=plain(update.get("url")) or plain(update.get("@id")) or None,
            )


def _elements(root: Any, *, named: bool) -> list[Any]:
    """The elements that hold one entry each: alike, beside each other, each with a time of its own."""
    marked = {e: None for e in root.iter() if "liveBlogUpdate" in (e.get("itemprop") or "").split()}
    outer = [e for e in marked if not any(a in marked for a in islice(e.iterancestors(), 3 * _DEEPEST))]
    if len(outer) >= _FEWEST:
        return outer[:_MOST]
    groups: dict[Any, list[Any]] = defaultdict(list)
    holders: dict[Any, None] = {}
    for time in root.iter("time"):
        if _CLOCK.search(time.get("datetime") or "") is None:
            continue
        for outer in islice(time.iterancestors(*_HOLDERS), _DEEPEST):
            if outer in holders:
                break
            above = outer.getparent()
            if above is not None and _timed(above) > 1:
                holders[outer] = None
                groups[above, outer.tag].append(outer)
                break
    told = [
        (group, sum(len(words(e)) for e in group))
        for (above, _), group in groups.items()
        if len(group) >= _FEWEST and not _is_aside(above) and not any(furniture.is_furniture(e) for e in group)
    ]
    if not told:
        return []
    best, size = max(told, key=lambda pair: pair[1])
    if named or _is_live(best[0]):
        return best[:_MOST]
    return best[:_MOST] if _makes_up(root, best, size) else []


def _timed(element: Any) -> int:
    """How many children of an element hold a time, up to two."""
    count = 0
    for child in element:
        if child.tag in _HOLDERS and next((t for t in child.iter("time") if t.get("datetime")), None) is not None:
            count += 1
            if count > 1:
                break
    return count


def _is_aside(element: Any) -> bool:
    return any(
        a.tag in ("nav", "aside", "footer", "header") or furniture.is_furniture(a)
        for a in (element, *element.iterancestors())
        if a.tag not in ("body", "html")
    )


def _is_live(entry: Any) -> bool:
    """Whether a class or id at an entry or round it calls it part of a live blog."""
    for element in (entry, *entry.iterancestors()):
        parts = name_parts(element)
        if "liveblog" in parts or any(pair <= parts for pair in _PAIRS):
            return True
    return False


def _makes_up(root: Any, group: list[Any], size: int) -> bool:
    linked = sum(len(words(a)) for e in group for a in e.iter("a"))
    prosaic = sum(any(len(words(p)) > 2 * _LEAST_CHARACTERS for p in e.iter("p")) for e in group)
    whole = sum(len(words(p)) for p in root.iter("p")) or 1
    inside = sum(len(words(p)) for e in group for p in e.iter("p"))
    return len(group) >= _UNNAMED_FEWEST and linked < size / 3 and prosaic > len(group) / 2 and inside > _SHARE * whole


def _entry(element: Any) -> Entry:
    """What one element says; it is used up."""
    time = next((t for t in element.iter("time") if t.get("datetime")), None)
    late = next((t for t in element.iter("time") if "dateModified" in (t.get("itemprop") or "")), None)
    head = next((h for h in element.iter(*HEADINGS) if words(h)), None)
    author = next((a for a in element.iter() if "author" in (a.get("itemprop") or "").split()), None)
    author_name = words(author) if author is not None else ""
    title = words(head) if head is not None else None
    anchor = element.get("id") or next((a.get("href", "") for a in _anchors(element, time)), None)
    without_unseen(element)
    posts.keep_posts(element)
    captions.keep_captions(element)
    furniture.clear(element)
    for part in (head, author, *element.iter("time")):
        if part is not None:
            drop(part)
    return Entry(
        text="\n\n".join(blocks(element)),
        title=title,
        moment=time.get("datetime") if time is not None else None,
        updated=late.get("datetime") if late is not None and late is not time else None,
        author=author_name or None,
        anchor=anchor or None,
    )


def _anchors(element: Any, time: Any) -> Iterator[Any]:
    """Links to the entry itself: round or in its time, or called permanent."""
    for link in element.iter("a"):
        near = time is not None and (time in list(link.iter("time")) or link.getparent() is time)
        if near or "bookmark" in (link.get("rel") or "") or "permalink" in name_parts(link):
            yield link


def address(entry: Entry, page: str | None, taken: Iterable[str]) -> str | None:
    """The address of an entry: its own, else the page's with its anchor, else the page's with its time."""
    if entry.url and entry.url.startswith(("http://", "https://")) and entry.url != page:
        return _unlike(entry.url, taken)
    if entry.anchor and entry.anchor.startswith(("http://", "https://")):
        return _unlike(entry.anchor, taken)
    if page is None:
        return None
    mark = (entry.anchor or "").rpartition("#")[2] or (entry.url or "").rpartition("#")[2] or entry.moment or "entry"
    return _unlike(f"{page.partition('#')[0]}#{mark.strip().replace(' ', 'T')}", taken)


def _unlike(address: str, taken: Iterable[str]) -> str:
    """An address that no other entry has, for two reports of one address would be taken for versions of one."""
    known = set(taken)
    if address not in known:
        return address
    joint = "-" if "#" in address else "#"
    return next(new for n in range(2, _MOST + 3) if (new := f"{address}{joint}{n}") not in known)


def day(moment: str | None) -> str | None:
    """The day of an entry's time, as the page states it."""
    return datelines.day(moment) if moment else None

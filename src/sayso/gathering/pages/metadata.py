"""What a page states of itself: title, authors, publisher, days of publication and update, and its own address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Any
from urllib.parse import urlsplit

from sayso.gathering import datelines
from sayso.gathering.pages.linked import Thing, is_article, kinds, plain
from sayso.gathering.pages.tree import is_small, name_parts, names, words

# Names of meta tags, what says most first.
_TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title")
_AUTHOR = ("author", "article:author", "byl", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author")
_PUBLISHER = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name")
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "article:published", "dcterms.issued", "dc.date.issued",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "citation_publication_date", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "date",
)  # fmt: skip
_UPDATED = ("article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "article:modified",
            "dcterms.modified", "dc.date.modified", "lastmod")  # fmt: skip
_SAVED_FROM = re.compile(r"<!--(?:\s*saved from url=\(\d+\)|[^>]{0,300}?\burl:\s*)(https?://[^\s<>\"]+)", re.I)
_BY = re.compile(r"^by[\s:]+", re.I)
_MARK = re.compile(r"\s+[|\u2013\u2014\u00b7\u00bb:-]{1,2}\s+")
_ADDRESS = re.compile(r"https?://|www\.|@\S+\.|^/")
_MONTH = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_WRITTEN = re.compile(
    rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b|\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(\d{{4}})\b"
)
_DATED = ("time", "span", "div", "p", "li", "abbr", "small")
_DEEPEST = 8
_LONGEST_DATE = 80
_LONGEST_NAME = 200
_UPDATE_PARTS = frozenset(["updated", "modified", "update", "lastmod"])
_DATE_PARTS = frozenset(
    ["date", "dateline", "datetime", "published", "pubdate", "publish", "timestamp", "posted", "time"]
)
_BYLINE_PARTS = frozenset(["byline", "author", "authors"])
_ASIDE = names("nav footer aside form")


@dataclass(frozen=True, slots=True)
class Stated:
    """What the page says of itself; None where it says nothing."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None


def stated(root: Any, things: Iterable[Thing], source: str = "") -> Stated:
    """What a page's JSON-LD, meta tags, microdata and time elements say, in this order of trust."""
    tags = _tags(root)
    url = _url(root, tags, source)
    known = list(things)
    article = own_article(known, url)
    items = _items(root)
    publisher = _first(
        plain(article.get("publisher"), "name"), *_given(tags, _PUBLISHER), items.get("publisher"), _host(url)
    )
    title = _title(root, tags, article, items, publisher)
    times = list(_times(root, title))
    page: Thing = next((t for t in known if plain(t.get("datePublished")) and _is_page(t)), {})
    return Stated(
        title=title,
        author=_author(root, tags, article, items),
        publisher=publisher,
        published=_day(
            [plain(thing.get("datePublished"), "@value") for thing in (article, page)],
            [*_given(tags, _PUBLISHED), items.get("datepublished"), *(day for day, late in times if not late)],
        ),
        updated=_day(
            [plain(thing.get("dateModified"), "@value") for thing in (article, page)],
            [*_given(tags, _UPDATED), items.get("datemodified"), *(day for day, late in times if late)],
        ),
        url=url,
    )


def _is_page(thing: Thing) -> bool:
    return any(kind.endswith("Page") for kind in kinds(thing))


def _tags(root: Any) -> dict[str, list[str]]:
    """Meta tags by their small name, whatever the order of their attributes."""
    found: dict[str, list[str]] = {}
    for tag in root.iter("meta"):
        content = " ".join((tag.get("content") or "").split())
        for key in ("property", "name", "itemprop"):
            name = (tag.get(key) or "").strip().lower()
            if name and content:
                found.setdefault(name, []).append(content)
    return found


def _given(tags: dict[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from tags.get(name, ())[:1]


def _first(*values: str | None) -> str | None:
    return next((v for v in values if v and len(v) <= _LONGEST_NAME and not _ADDRESS.match(v)), None)


def own_article(things: Sequence[Thing], url: str | None) -> Thing:
    """The thing that is the page's own article: the one with the page's address, else the first."""
    articles = [thing for thing in things if is_article(thing)]
    own = [t for t in articles if url and url in (plain(t.get("url")), plain(t.get("mainEntityOfPage"), "@id"))]
    return next(iter(own or articles), {})


def _items(root: Any) -> dict[str, str]:
    """The first of each microdata property, by its small name; properties of people and houses by their name."""
    found: dict[str, str] = {}
    for element in root.iter():
        prop = element.get("itemprop")
        if not prop or element.tag == "meta":
            continue
        inner = element.find(".//*[@itemprop='name']") if element.get("itemscope") is not None else None
        told = element if inner is None else inner
        value = (
            told.get("content") or told.get("datetime") or (words(told) if is_small(told) else "")[: 2 * _LONGEST_NAME]
        )
        for name in prop.lower().split():
            if value.strip():
                found.setdefault(name, " ".join(value.split()))
    return found


def _title(
    root: Any, tags: dict[str, list[str]], article: Thing, items: dict[str, str], publisher: str | None
) -> str | None:
    heads = [told for h in root.iter("h1") if (told := words(h))]
    own = heads[0] if len(set(heads)) == 1 else None
    element = root.find(".//title")
    several = [plain(article.get("headline")), *_given(tags, _TITLE), items.get("headline"), own]
    found: tuple[str | None, ...] = (*several, words(element) if element is not None else None, *heads[:1])
    title = next((text for text in found if text and len(text) <= 2 * _LONGEST_NAME), None)
    return _without_house(title, publisher) if title else None


def _without_house(title: str, publisher: str | None) -> str:
    """A title without the name of the site after it, or before it.

    >>> _without_house("Raid on cannery | Harbor County Record", "Harbor County Record")
    'Raid on cannery'
    """
    if publisher:
        for mark in _MARK.finditer(title):
            before, after = title[: mark.start()], title[mark.end() :]
            if after.casefold() == publisher.casefold():
                return before
            if before.casefold() == publisher.casefold():
                return after
    return title


def _author(root: Any, tags: dict[str, list[str]], article: Thing, items: dict[str, str]) -> str | None:
    given = article.get("author")
    several = given if isinstance(given, list) else [given]
    named = [name for one in several if (name := _person(plain(one, "name")))]
    if named:
        return ", ".join(dict.fromkeys(named))[: 2 * _LONGEST_NAME]
    in_tags = (tags[name] for name in _AUTHOR if name in tags)
    for group in in_tags:
        if people := [person for value in group if (person := _person(value))]:
            return ", ".join(dict.fromkeys(people))[: 2 * _LONGEST_NAME]
    if person := _person(items.get("author")):
        return person
    for element in root.iter("a", "span", "div", "p", "address"):
        named = element.get("rel") == "author"
        if (named or name_parts(element) & _BYLINE_PARTS) and is_small(element):
            text = _byline(element)
            if text and len(text) < 80 and (named or _BY.match(text)):
                return _person(text)
    return None


def _byline(element: Any) -> str:
    """The words of a byline before its date."""
    pieces = (" ".join(piece.split()) for piece in element.itertext())
    return " ".join(takewhile(lambda piece: not re.search(r"\d", piece), filter(None, pieces)))


def _person(value: str | None) -> str | None:
    name = _BY.sub("", value or "").strip(" ,|")
    return name if name and len(name) <= _LONGEST_NAME and not _ADDRESS.search(name) else None


def _times(root: Any, title: str | None) -> Iterator[tuple[str, bool]]:
    """(day, whether of an update) of the times and date lines that stand nearest to the page's headline.

    A time elsewhere is that of another story, of a comment, or of today.
    """
    heads = list(root.iter("h1", "h2", "h3"))
    head = next((h for h in heads if words(h) == title), next((h for h in heads if h.tag == "h1"), None))
    if head is None:
        return
    around = {head, *head.iterancestors()}
    for outer in islice(head.iterancestors(), _DEEPEST):
        if outer.tag in ("body", "html"):
            return
        found = [day for element in outer.iter(*_DATED) if (day := _dated(element, around)) is not None]
        if found or outer.tag in ("article", "main"):
            yield from found
            return


def _dated(element: Any, around: set[Any]) -> tuple[str, bool] | None:
    """The day that a time or a date line names, and whether it is one of an update."""
    parts = name_parts(element)
    if element.tag != "time" and not parts & _DATE_PARTS:
        return None
    apart = takewhile(lambda a: a not in around, islice(element.iterancestors(), 3 * _DEEPEST))
    if any(a.tag in _ASIDE for a in apart):
        return None
    text = element.get("datetime") or (words(element) if is_small(element) else "")
    day = iso_day(text) if len(text) <= _LONGEST_DATE else None
    if day is None or len(day) < 10:
        return None
    above = element.getparent()
    named = parts | name_parts(above) | frozenset(words(above).lower().split()[:1] if is_small(above) else ())
    return day, bool(frozenset(part.strip(":") for part in named) & _UPDATE_PARTS)


def iso_day(value: str | None) -> str | None:
    """The day that a date names in whatever form: as exact as it is, without the hour.

    >>> iso_day("2019-08-07T05:00Z"), iso_day("Wed, 7 Aug 2019 08:02 GMT"), iso_day("on Wednesday, August 7th, 2019 at 8")
    ('2019-08-07', '2019-08-07', '2019-08-07')
    """
    if not value:
        return None
    if (day := datelines.day(value)) is not None:
        return day
    if (written := _WRITTEN.search(value)) is None:
        return None
    month, number, year = written[1] or written[5], written[2] or written[4], written[3] or written[6]
    return datelines.iso(f"{month[:3]} {number} {year}")


def _day(sure: Iterable[str | None], likely: Iterable[str | None]) -> str | None:
    """The first that is a date; from what is only likely a bare year is none: it is that of the rights."""
    if day := next((day for value in sure if (day := iso_day(value))), None):
        return day
    return next((day for value in likely if len(day := iso_day(value) or "") > 4), None)


def _url(root: Any, tags: dict[str, list[str]], source: str) -> str | None:
    """The page's own address; that of the whole site only where there is no other."""
    found = [
        link.get("href") or "" for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
    ]
    found += _given(tags, ("og:url", "parsely-link"))
    found += _SAVED_FROM.findall(source[:4000])[:1]
    addresses = [address for one in found if (address := one.strip()).lower().startswith(("http://", "https://"))]
    return next((a for a in addresses if _path(a)), next(iter(addresses), None))


def _path(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.path.strip("/") or parts.query


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None

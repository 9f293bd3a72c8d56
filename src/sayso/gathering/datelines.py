"""What a text says of itself: title, byline, dates of publication and update, and whose page it is."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sayso.model.moment import is_known

_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_DAY = rf"(?:{_MONTH}\s+\d{{1,2}},?\s+(?:19|20)\d\d|\d{{1,2}}\s+{_MONTH},?\s+(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/(?:19|20)?\d\d)"
_DATE_LINE = re.compile(rf"^[ \t]*(?:[A-Z][a-z]+day,?\s+)?(?P<day>{_DAY})[ \t]*(?:[,|·–-].*)?$", re.M)
_HOUSE_LINE = re.compile(
    rf"^[ \t]*(?P<by>By[ \t]+)?(?P<house>(?:the[ \t]+)?[A-Z][\w&.'’-]*(?:[ \t]+[\w&.'’-]+){{0,5}}),[ \t]+(?:[A-Z][a-z]+day,?\s+)?(?P<day>{_DAY})[ \t]*$",
    re.M,
)
_PUBLISHED = re.compile(
    rf"\b(?:Posted|Published|Date|First published|Originally published|PUBLISHED|POSTED)\b\s*(?:on|at)?:?\s*(?:[A-Z][a-z]+day,?\s+)?(?P<day>{_DAY})",
    re.M,
)
_UPDATED = re.compile(
    rf"\b(?:[Uu]pdated|UPDATED|Last (?:updated|modified))\b\s*(?:on|at)?:?\s*(?:[A-Z][a-z]+day,?\s+)?(?P<day>{_DAY})",
    re.M,
)
_BYLINE = re.compile(
    r"^[ \t]*(?:By|BY|by)[ \t]+(?P<name>[A-Z][\w.'’-]+(?:[ \t]+(?:[A-Z][\w.'’-]*|and|,|de|van|von|al|bin)){1,5})[ \t]*(?:,.*)?$",
    re.M,
)
_NAME_LINE = re.compile(r"^[ \t]*(?P<name>[A-Z][\w.'’-]+(?:[ \t]+[A-Z][\w.'’-]+){1,3})(?:[ \t]*[—–-][^\n]*)?[ \t]*$")
_GIVEN = re.compile(r"((?:1[5-9]|20)\d\d)(?:-(\d{1,2})(?:-(\d{1,2})(?=\D|$))?)?(?=$|[T ]\d|[Z+])")
_ADDRESS_DATE = re.compile(r"[/_-]((?:19|20)\d\d)[/_-]?(\d\d)[/_-]?(\d\d)?(?=\D|$)")
_SITE = re.compile(
    r"(?:^[ \t]*(?:Source|URL|Link|From):[ \t]*https?://(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})"
    r"|(?:www\.)?((?:[a-z0-9-]+\.)+(?:org|com|net|info|news|gov|edu|int|us|co\.uk|org\.uk)))(?=[/)\]\s*]|$)",
    re.I | re.M,
)
_POST_DAY = re.compile(
    rf"(?<![\w.])@\w{{1,40}}\)?[ \t]*(?:[a-z]+[ \t]+){{0,3}}[ \t·•|,—–-]*(?:\d{{1,2}}:\d\d(?:\s?[AaPp]\.?[Mm]\.?)?[ \t·•|,—–-]+)?(?P<day>{_DAY})"
)
_SLASHES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:19|20)?\d\d(?![\d/])")
_HEAD_CHARACTERS = 1500
_FOOT_CHARACTERS = 400


@dataclass(frozen=True, slots=True)
class SelfDescription:
    """What the text itself gives away; None where it says nothing."""

    title: str | None = None
    author: str | None = None
    published: str | None = None
    published_by: str | None = None
    updated: str | None = None
    publisher: str | None = None


def describe(
    text: str,
    issuer_verbs: tuple[str, ...] = (),
    press: frozenset[str] = frozenset(),
    day_first: bool | None = None,
) -> SelfDescription:
    """Title, byline, dates and publisher as the head and foot of a text give them; `day_first` as `order` tells.

    >>> describe("# Raid at dawn\\n\\nBy Ann Low\\n9 August 2019\\n\\nAgents came.").published
    '2019-08-09'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    head = text[:_HEAD_CHARACTERS]
    title, after = _title(head)
    published, by = _published(text, head, day_first)
    return SelfDescription(
        title=title,
        author=_author(head, after),
        published=published,
        published_by=by,
        updated=_first(_UPDATED, text, day_first),
        publisher=_house(head, press) or _publisher(text, issuer_verbs),
    )


def iso(words: str, day_first: bool | None = False) -> str | None:
    """A written day as an ISO date; with slashes the month stands first, unless `day_first` says or knows not.

    >>> iso("5/9/07", day_first=True), iso("5/9/07", day_first=None), iso("25/9/07")
    ('2007-09-05', '2007', '2007-09-25')
    >>> iso("Aug. 7, 2019"), iso("9 August 2019"), iso("5/9/07")
    ('2019-08-07', '2019-08-09', '2007-05-09')
    """
    plain = re.sub(r"[.,]", "", " ".join(words.split())).replace("Sept ", "Sep ")
    if "/" in plain:
        return _in_slashes(plain, day_first)
    return _read(plain, ("%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d"))


def _in_slashes(words: str, day_first: bool | None) -> str | None:
    """As in "5/9/07": where both numbers may be the month and nothing tells which, the year alone is sure."""
    american, other = _read(words, ("%m/%d/%Y", "%m/%d/%y")), _read(words, ("%d/%m/%Y", "%d/%m/%y"))
    if american is None or other is None or american == other:
        return american or other
    return american[:4] if day_first is None else other if day_first else american


def _read(words: str, forms: tuple[str, ...]) -> str | None:
    for form in forms:
        try:
            on = datetime.strptime(words, form).date()
        except ValueError:
            continue
        if is_known(on):
            return on.isoformat()
    return None


def order(text: str, known: bool | None, american: Collection[str]) -> bool | None:
    """Whether a text puts days before months: by its own dates, by what is known of its source, by American places.

    >>> order("Posted 25/9/2007", None, ()), order("Agents came to Ohio.", None, ["Ohio"]), order("They came.", None, ())
    (True, False, None)
    """
    orders = {int(m[1]) > int(m[2]) for m in _SLASHES.finditer(text) if (int(m[1]) > 12) != (int(m[2]) > 12)}
    if len(orders) == 1:
        return orders.pop()
    if known is None and any(re.search(rf"\b{re.escape(name)}(?!\w)", text) for name in american if name in text):
        return False
    return known


def day(words: str, day_first: bool | None = False) -> str | None:
    """A date as metadata gives it, as exact as it is; None where it is no date; `day_first` as for `iso`.

    >>> day("2019-08"), day("2019-8-7T05:00Z"), day("Aug. 7, 2019"), day("soon"), day("0001-01-01")
    ('2019-08', '2019-08-07', '2019-08-07', None, None)
    """
    match = _GIVEN.match(words.strip())
    if match is None:
        return iso(words, day_first)
    year, month, number = (int(part) if part else None for part in match.groups())
    try:
        date(year or 1, month or 1, number or 1)
    except ValueError:
        return None
    parts = [f"{year:04}", *(f"{part:02}" for part in (month, number) if part)]
    return "-".join(parts)


def from_address(url: str) -> str | None:
    """The date in a page's address ("/2019/08/07/"), as exact as it is."""
    match = _ADDRESS_DATE.search(url)
    if match is None:
        return None
    year, month, number = match.groups()
    try:
        date(int(year), int(month), int(number or 1))
    except ValueError:
        return None
    return f"{year}-{month}" + (f"-{number}" if number else "")


def _first(pattern: re.Pattern[str], text: str, day_first: bool | None) -> str | None:
    match = pattern.search(text)
    return iso(match["day"], day_first) if match else None


def _published(text: str, head: str, day_first: bool | None) -> tuple[str | None, str | None]:
    for pattern, how in ((_PUBLISHED, "stated in the text"), (_DATE_LINE, "date line"), (_HOUSE_LINE, "date line")):
        found = _first(pattern, head, day_first)
        if found is not None:
            return found, how
    posted = sorted(day for m in _POST_DAY.finditer(text) if (day := iso(m["day"], day_first)))
    return (posted[-1], "latest dated post") if posted else (None, None)


def _title(head: str) -> tuple[str | None, int]:
    """The heading, or a first short line that is no sentence; and where it ends."""
    at = 0
    for line in head.splitlines(keepends=True)[:6]:
        at += len(line)
        words = line.strip().strip("*_ ")
        if not words:
            continue
        if line.lstrip().startswith("#"):
            return words.strip("# "), at
        blank = head[at : at + 2].strip(" \t")[:1] in ("\n", "\r")
        if _PUBLISHED.search(words) or _UPDATED.search(words) or _DATE_LINE.match(words) or _BYLINE.match(words):
            continue
        if 8 <= len(words) <= 140 and words[-1] not in '.:;,?”"' and blank and " " in words:
            return words, at
        if len(words) > 25:
            return None, 0
    return None, 0


def _author(head: str, after: int) -> str | None:
    match = _BYLINE.search(head)
    if match:
        return " ".join(match["name"].split()).rstrip(",")
    lines = [line for line in head[after:].splitlines() if line.strip()][:2]
    if len(lines) == 2 and after and _NAME_LINE.match(lines[0]) and _DATE_LINE.match(lines[1]):
        found = _NAME_LINE.match(lines[0])
        return found["name"] if found else None
    return None


def _house(head: str, press: frozenset[str]) -> str | None:
    """The newspaper that a line with the date names: "The Evening Echo, 14 March 2021"."""
    match = _HOUSE_LINE.search(head)
    if match is None or not press & set(match["house"].split()):
        return None
    name = re.sub(r"^the\s+|\s+staff$", "", match["house"])
    return name.removeprefix("The ") if not match["by"] else name


def _publisher(text: str, issuer_verbs: tuple[str, ...]) -> str | None:
    """The site that the foot of a page points to, or the body that issues the statement."""
    sites = [(m.group(1) or m.group(2)).lower() for m in _SITE.finditer(text[-_FOOT_CHARACTERS:])]
    if sites and len(set(sites)) == 1:
        return sites[0]
    if not issuer_verbs:
        return None
    verbs = "|".join(re.escape(v) for v in issuer_verbs)
    opening = re.compile(
        rf"\b(?:The\s+)?(?P<name>[A-Z][\w&-]+(?:\s+(?:of|for|and|the|[A-Z][\w&-]+)){{1,7}})(?:\s+\((?P<short>[A-Z][A-Za-z-]{{1,12}})\))?(?:\s+\w+)?\s+(?:{verbs})\b"
    )
    match = opening.search(text[:_HEAD_CHARACTERS])
    if match is None:
        return None
    name = match["short"] or match["name"]
    again = re.search(rf"\b{re.escape(name)}\s+(?:{verbs})\b", text[match.end() :])
    return name if again else None

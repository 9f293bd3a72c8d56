"""Posts in a report are statements of their authors: signed behind a dash, or by a line of name, handle and day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sayso.model.statement import Statement

# "@name", "@name.bsky.social", "@name@server.example"
_HANDLE = r"@\w(?:[\w.-]{0,58}\w)?(?:@[\w-](?:[\w.-]{0,58}\w)?)?"
_MONTH = r"[A-Z][a-z]{2,8}\.?"
_DAY = rf"(?:{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:,?\s+\d{{4}})?|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})"
_CLOCK = r"\d{1,2}:\d\d(?:\s?[AaPp]\.?[Mm]\.?)?"
_DASHED = re.compile(
    rf"(?:[—–]|(?<!\w)-{{1,2}})\s*(?P<name>[^\n—(]{{1,60}}?)\s*\((?P<handle>{_HANDLE})\)[ \t]*(?:[·•|,][ \t]*)?(?P<day>{_DAY})?"
)
# "Name (@handle) · Aug 7, 2019", "Name @handle 7 Aug 2019", "@handle wrote on Aug. 7": the whole line
_LINE = re.compile(
    rf"^[ \t]*(?P<name>[^\n@(:]{{1,60}}?)??[ \t]*(?P<bracket>\()?(?P<handle>{_HANDLE})(?(bracket)\))"
    rf"[ \t]*(?:[a-z]+[ \t]+){{0,3}}[ \t·•|,—–-]*(?:{_CLOCK}[ \t·•|,—–-]+)?(?P<day>{_DAY})(?:[ \t·•|,—–-]*(?:at[ \t])?{_CLOCK})?"
    r"[ \t]*(?P<colon>:)?[ \t]*$",
    re.M,
)
_GAP = re.compile(r"\n[^\S\n]*\n")
# A first paragraph shorter than this, without the end of a sentence, is a title.
_TITLE = 100


@dataclass(frozen=True, slots=True)
class _Signature:
    """Where a post is signed, by whom and when; `line` if nothing else stands on its line, `colon` if the post follows."""

    start: int
    end: int
    source: tuple[int, int]
    speaker: str
    day: str | None
    line: bool
    colon: bool


def posts(text: str) -> list[Statement]:
    """The posts of a report. A signature behind a post ends it; one on a line of its own follows its paragraph.

    >>> [p.speaker for p in posts("They took 700 of us. — A Reader (@reader) August 8, 2019")]
    ['A Reader (@reader)']
    >>> [p.posted for p in posts("They took 700 of us.\\n\\nA Reader (@reader) · Aug 8, 2019")]
    ['2019-08-08']
    """
    found = []
    last = 0
    for signature in _signatures(text):
        start, end = _content(text, signature, last)
        last = max(signature.end, end)
        if end > start:
            found.append(
                Statement(
                    source=(signature.source,),
                    cue=(),
                    content=((start, end),),
                    speaker=signature.speaker,
                    role=None,
                    directness="direct",
                    medium="post",
                    via=None,
                    posted=_iso(signature.day),
                )
            )
    return found


def days_of_posts(text: str) -> list[tuple[int, int, date | None]]:
    """The stretches of a text that are posts, with their days where they are known."""
    if "@" not in text:
        return []
    return [
        (start, end, date.fromisoformat(post.posted) if post.posted else None)
        for post in posts(text)
        for start, end in post.content
    ]


def _signatures(text: str) -> Iterator[_Signature]:
    """All signatures in order; of two at one place the one behind a dash."""
    if "@" not in text:
        return
    dashed = [_signed(text, m) for m in _DASHED.finditer(text)]
    lines = [_signed(text, m) for m in _LINE.finditer(text)]
    apart = [s for s in lines if not any(d.start < s.end and s.start < d.end for d in dashed)]
    yield from sorted(dashed + apart, key=lambda s: s.start)


def _signed(text: str, match: re.Match[str]) -> _Signature:
    name = (match["name"] or "").strip(" \t—–-·•|,*_")
    named = any(c.isalpha() for c in name)
    first = match.start("name") + match["name"].index(name) if named else match.start("handle")
    bracket = text[match.end("handle") : match.end("handle") + 1] == ")"
    before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    return _Signature(
        match.start(),
        match.end(),
        (first, match.end("handle") + bracket),
        f"{name} ({match['handle']})" if named else match["handle"],
        match["day"],
        not before.strip(),
        bool(match.groupdict().get("colon")),
    )


def _content(text: str, signature: _Signature, last: int) -> tuple[int, int]:
    """The words of a post: before its signature in the same paragraph, else the paragraph before, else what follows."""
    if signature.colon:
        return _paragraph_behind(text, signature.end)
    block = max((m.end() for m in _GAP.finditer(text, 0, signature.start)), default=0)
    if not signature.line:
        block = max(block, text.rfind("\n", 0, signature.start) + 1)
    if text[max(block, last) : signature.start].strip():
        return _stripped(text, max(block, last), signature.start)
    below = text[signature.end :].split("\n", 2)
    if len(below) > 1 and below[1].strip():
        # the head of a post: its words stand right below
        return _paragraph_behind(text, signature.end)
    end = block
    start = max((m.end() for m in _GAP.finditer(text, 0, len(text[:end].rstrip()))), default=0)
    start, end = _stripped(text, max(start, last), end)
    title = not text[:start].strip() and end - start < _TITLE and text[end - 1 : end] not in '.!?…”"'
    return (start, start) if title and text[signature.end :].strip() else (start, end)


def _paragraph_behind(text: str, start: int) -> tuple[int, int]:
    rest = len(text) - len(text[start:].lstrip())
    gap = _GAP.search(text, rest)
    return _stripped(text, rest, gap.start() if gap else len(text))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    return (start + left, start + len(words.rstrip())) if words.strip() else (start, start)


def _iso(day: str | None) -> str | None:
    """The day as an ISO date; None without its year."""
    plain = re.sub(r"[.,]", "", " ".join((day or "").split())).replace("Sept ", "Sep ")
    for form in ("%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y"):
        try:
            return datetime.strptime(plain, form).date().isoformat()
        except ValueError:
            continue
    return None

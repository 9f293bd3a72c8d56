"""Embedded posts: "text — Name (@handle) Month D, YYYY" is a statement of its author."""

from __future__ import annotations

import re
from datetime import datetime

from sayso.model.statement import Statement

_SIGNATURE = re.compile(
    r"[—–-]{1,2}\s*(?P<name>[^\n—(]{1,60}?)\s*\((?P<handle>@\w[\w.-]{0,60}(?:@[\w.-]{1,60})?)\)\s*(?P<date>(?:[A-Z][a-z]+\.?\s+\d{1,2},\s+\d{4})|(?:\d{1,2}\s+[A-Z][a-z]+\s+\d{4}))?"
)


def posts(text: str) -> list[Statement]:
    """The posts of a report; a post begins with its paragraph and ends before its signature.

    >>> [p.speaker for p in posts("They took 700 of us. — A Reader (@reader) August 8, 2019")]
    ['A Reader (@reader)']
    """
    found = []
    last = 0
    for match in _SIGNATURE.finditer(text):
        start = max(last, text.rfind("\n", 0, match.start()) + 1)
        while start < match.start() and text[start].isspace():
            start += 1
        end = match.start()
        while end > start and text[end - 1].isspace():
            end -= 1
        last = match.end()
        if end <= start:
            continue
        found.append(
            Statement(
                source=((match.start("name"), match.end("handle") + 1),),
                cue=(),
                content=((start, end),),
                speaker=f"{match['name'].strip()} ({match['handle']})",
                role=None,
                directness="direct",
                medium="post",
                via="Twitter",
                posted=_iso(match["date"]),
            )
        )
    return found


def _iso(date: str | None) -> str | None:
    for form in ("%B %d, %Y", "%b %d, %Y", "%d %B %Y"):
        try:
            return datetime.strptime(re.sub(r"\s+", " ", date or "").replace(".", ""), form).date().isoformat()
        except ValueError:
            continue
    return None

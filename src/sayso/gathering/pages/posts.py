"""Embedded posts: what the page holds of one becomes a paragraph "text — Name (@handle) Month D, YYYY"."""

from __future__ import annotations

import re
from typing import Any

from sayso.gathering import datelines
from sayso.gathering.pages.tree import drop, is_small, stand_in, words

# How networks mark what their script turns into a post; what they print inside differs.
_EMBEDS = re.compile(
    r"twitter-(?:tweet|video)|instagram-media|bluesky-(?:embed|post)|mastodon-(?:embed|toot)|text-post-media|tiktok-embed"
    r"|fb-(?:post|video|xfbml-parse-ignore)|threads-post"
)
_HANDLE = r"@\w[\w.-]*(?:@[\w.-]+)?"
_SIGNED = re.compile(
    rf"(?P<text>.*\S)\s*(?:[—–]|\s-{{1,2}}\s)\s*(?P<name>[^—–]{{1,80}}?)\s*\(\s*(?P<handle>{_HANDLE})\s*\)(?P<rest>.{{0,60}})",
    re.S,
)
_SHARED = re.compile(rf"\(\s*(?P<handle>{_HANDLE})\s*\)")
_PROFILE = re.compile(r"(?:facebook|tiktok|instagram|threads)\.(?:com|net)/@?([\w.]+)/?(?:\?|$)", re.I)
_WEEKDAY_OR_HOUR = re.compile(r"^[^\W\d]+day,?\s+|,?\s+(?:at\s+)?\d{1,2}[:.]\d\d.*$|\s+at\s.*$", re.I)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SPACE = re.compile(r"\s+")


def keep_posts(root: Any) -> None:
    """Put a paragraph in the place of every embedded post that has a text; of others nothing is left, or invented."""
    for quote in list(root.iter("blockquote", "div", "bluesky-post")):
        if quote.getparent() is None:
            continue
        marked = _EMBEDS.search(quote.get("class") or quote.tag) is not None
        if (quote.tag != "blockquote" and not marked) or not is_small(quote):
            continue
        if quote.tag != "blockquote" and quote.find(".//blockquote") is not None:
            continue  # a frame round the blockquote, which comes by itself
        line = _post(quote, marked)
        if line:
            stand_in(quote, line)
        elif marked and _only_links(quote):
            drop(quote)


def _post(quote: Any, marked: bool) -> str | None:
    """The post in one line, or None where the page does not hold its text."""
    for line_break in quote.iter("br", "p"):
        line_break.tail = " " + (line_break.tail or "")
    whole = words(quote)
    signed = _SIGNED.fullmatch(whole)
    if signed is not None:
        return _line(signed["text"], signed["name"], signed["handle"], _date(quote, signed["rest"]))
    return _shared(quote) if marked else None


def _shared(quote: Any) -> str | None:
    """A post whose author stands in words of the network's own: the paragraphs, and the link to the author."""
    paragraphs = [p for p in quote.iter("p") if words(p)]
    handles = [(p, m["handle"]) for p in paragraphs if (m := _SHARED.search(words(p)))]
    last, handle = handles[-1] if handles else (None, "")
    text = " ".join(words(p) for p in paragraphs if p is not last)
    profiles = [(a, m[1]) for a in quote.iter("a") if (m := _PROFILE.search(a.get("href") or "")) and words(a)]
    if not text or not (handle or profiles):
        return None
    author = next((a for a, slug in reversed(profiles) if not handle or "@" + slug == handle), None)
    if not handle:
        handle = "@" + profiles[-1][1]
    name = words(author).lstrip("@") if author is not None else handle.lstrip("@")
    name = _SHARED.sub("", name).strip() or handle.lstrip("@")
    rest = words(last) if last is not None else words(quote)
    return _line(text, name, handle, _date(quote, rest))


def _line(text: str, name: str, handle: str, day: str | None) -> str | None:
    name = _SPACE.sub(" ", re.sub(r"[(—–].*", "", name)).strip() or handle.lstrip("@")
    year, month, number = (int(part) for part in day.split("-")) if day else (0, 0, 0)
    date = f" {_MONTHS[month - 1]} {number}, {year}" if day else ""
    text = _SPACE.sub(" ", text).strip()
    return f"{text} — {name[:60]} ({handle}){date}" if re.search(r"\w", text) else None


def _date(quote: Any, rest: str) -> str | None:
    """The day of a post by its time element, else by the words after its author."""
    given = [t.get("datetime") or words(t) for t in quote.iter("time")]
    given += [words(a) for a in quote.iter("a")][-2:]
    for text in [*given, rest]:
        text = text.strip()
        day = datelines.day(text) or datelines.day(_WEEKDAY_OR_HOUR.sub("", _WEEKDAY_OR_HOUR.sub("", text)))
        if day and len(day) == 10:
            return day
    return None


def _only_links(quote: Any) -> bool:
    """Whether all words of an embed are those of a link to it ("View this post")."""
    linked = sum(len(words(a)) for a in quote.iter("a"))
    return linked >= 0.8 * len(words(quote))

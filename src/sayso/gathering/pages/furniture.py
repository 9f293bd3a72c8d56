"""What stands on a page beside its article: comments, related stories, share bars, newsletter boxes, banners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Any

from sayso.gathering.pages.tree import HEADINGS, drop, is_small, name_parts, names, words

# Class names and ids, as sites and their plug-ins use them, of blocks that are never the article.
_PARTS = names(
    "newsletter newsletters signup subscribe comments comment disqus respond related recommended recommendations recirc"
    " recirculation trending popular taboola outbrain zergnet revcontent sponsored advert advertisement ads share sharing"
    " sharebar sharethis addthis cookie cookies consent gdpr breadcrumb breadcrumbs tooltip rollover popover dropdown popup"
    " modal promo toolbar notification tags toc pagination sidebar"
    " mostread bio"
)
_PAIRS = tuple(
    frozenset(pair.split())
    for pair in ("most read", "read next", "more stories", "also like", "print header", "author box",
                 "about author", "social share", "social links", "social media", "sign up", "up next", "skip link")
)  # fmt: skip
_ROLES = names("navigation complementary banner contentinfo search dialog alertdialog menu toolbar")
_KINDS = (
    "div", "section", "aside", "ul", "ol", "nav", "span", "p", "table", "figure", "h2", "h3", "h4", "details", "footer",
    "header", "form", "article", "li", "dl", "center",
)  # fmt: skip
_SCHEMA = ("Comment", "WPAdBlock", "WPSideBar", "WPFooter", "SiteNavigationElement")
# What holds more than this share of a page's paragraphs is no furniture, whatever it is called.
_SHARE = 0.3
_HEADER_PARTS = names("header head headline heading hed title masthead")
_DECK = 700
_CARD = 250


def clear(root: Any) -> None:
    """Take the furniture out of a page's tree."""
    weights, headed = _weights(root)
    total = weights.get(root, 0) or 1
    for element in list(root.iter(*_KINDS)):
        if element.getparent() is None or element in headed or not is_furniture(element):
            continue
        if weights.get(element, 0) < _SHARE * total:
            drop(element)
    cards = [box for box in root.iter("li", "div", "article", "a", "section") if _is_card(box)]
    # cards come in rows; one box with a linked heading may be the article itself, and many of them a digest
    rows = Counter(box.getparent() for box in cards)
    cards = [box for box in cards if rows[box.getparent()] > 1]
    if sum(weights.get(box, 0) for box in cards) < _SHARE * total:
        for box in cards:
            drop(box)


def _is_card(box: Any) -> bool:
    """Whether a box shows another story: a heading that is a link, and no more than a line or two beside it."""
    heads = list(islice(box.iter(*HEADINGS), 3))
    if len(heads) not in (1, 2) or not is_small(box) or len(words(box)) > len(words(heads[0])) + _CARD:
        return False
    return box.tag == "a" or heads[0].find(".//a") is not None or next(heads[0].iterancestors("a"), None) is not None


def _weights(root: Any) -> tuple[dict[Any, int], set[Any]]:
    """The prose in each element, and the elements that hold a headline."""
    from lxml import etree

    weights: dict[Any, int] = {}
    headed: set[Any] = set()
    for _, element in etree.iterwalk(root, events=("end",)):
        above = element.getparent()
        if element.tag == "p":
            weights[element] = weights.get(element, 0) + _prose(element)
        if above is not None and element is not root:
            if weight := weights.get(element):
                weights[above] = weights.get(above, 0) + weight
            if element.tag == "h1" or element in headed:
                headed.add(above)
    return weights, headed


def is_furniture(element: Any) -> bool:
    """Whether an element's role or name says that it is none of the article's."""
    if element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", "").lower():
        return True
    if (element.get("role") or "") in _ROLES or (element.get("itemtype") or "").endswith(_SCHEMA):
        return True
    if element.get("class") is None and element.get("id") is None:
        return False
    parts = name_parts(element)
    return not _PARTS.isdisjoint(parts) or any(pair <= parts for pair in _PAIRS)


def _prose(paragraph: Any) -> int:
    """The characters of a paragraph that are no links."""
    return max(0, len(words(paragraph)) - sum(len(words(a)) for a in paragraph.iter("a")))


def without_heading(root: Any, titles: Iterable[str | None]) -> None:
    """Take out the page's headline with what stands round it in its frame: deck, byline, date."""
    known = {_same(title) for title in titles if title}
    heads = {_same(words(h)) for h in root.iter("h1")} - {""}
    known |= heads if len(heads) == 1 else set()
    for head in list(root.iter(*HEADINGS)):
        if head.getparent() is None or not (text := _same(words(head))):
            continue
        if text not in known and not (head.tag == "h1" and any(text in k or k in text for k in known)):
            continue
        frame = head
        for outer in head.iterancestors():
            if outer.tag in ("body", "main", "article") or not (
                outer.tag in ("header", "hgroup") or name_parts(outer) & _HEADER_PARTS
            ):
                break
            if len(words(outer)) - len(words(head)) > _DECK:
                break
            frame = outer
        drop(frame)


def _same(title: str) -> str:
    return "".join(c for c in title.casefold() if c.isalnum())

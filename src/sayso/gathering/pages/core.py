"""The densest part of a page: the element with the most prose, wherever the page puts it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sayso.gathering.pages.tree import BLOCKS, HEADINGS, blocks

_LEAST_PROSE = 60
_LINES = frozenset(["p", "li", "blockquote", "dd", "dt", "pre", "td", "th", *HEADINGS])


def core(root: Any) -> list[str]:
    """The paragraphs of the element that holds most of the page's prose.

    >>> from lxml import html
    >>> page = "<div><div>Menu</div><div id=a><p>%s</p><p>%s</p></div></div>" % ("One long line. " * 8, "Two. " * 20)
    >>> [line[:5] for line in core(html.fromstring(page))]
    ['One l', 'Two. ']
    """
    scores: dict[Any, float] = defaultdict(float)
    for block, prose in _prose(root).items():
        if prose < _LEAST_PROSE:
            continue
        holder = block.getparent() if block.tag in _LINES and block.getparent() is not None else block
        scores[holder] += prose
        if holder.getparent() is not None:
            scores[holder.getparent()] += prose / 2
    if not scores:
        return []
    # the first of equals, in the order of the page
    best = max(scores, key=scores.__getitem__)
    return list(blocks(best))


def _prose(root: Any) -> dict[Any, int]:
    """Characters that are no link by the nearest block round them, in the order of the page."""
    from lxml import etree

    found: dict[Any, int] = defaultdict(int)
    stack: list[Any] = [root]
    linked = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_block = element.tag in BLOCKS
        if event == "start":
            if is_block:
                stack.append(element)
            linked += element.tag == "a"
            if element.text and not linked:
                found[stack[-1]] += len(element.text.strip())
        else:
            if is_block:
                stack.pop()
            linked -= element.tag == "a"
            if element.tail and not linked and element is not root:
                found[stack[-1]] += len(element.tail.strip())
    return found

"""The article of a page as paragraphs: trafilatura on a tree without furniture, checked against the page's densest part."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sayso.gathering.pages import captions, furniture, posts
from sayso.gathering.pages.core import core
from sayso.gathering.pages.tree import BLOCKS, blocks, drop, without_unseen, words

# A line longer than this is prose, a shorter one may be a label.
_PROSE = 80
_LABEL = 10
_SHORT = 250
_LINKED = 0.8
# Pages of newspapers have some thousand elements, twenty deep; what takes the square of these must end.
_MOST_ELEMENTS, _MOST_STEPS = 30_000, 1_500_000
_STRAYS = frozenset(["p", "div", "h1", "h2", "h3", "h4", "ul", "ol", "blockquote", "section", "article"])


def paragraphs(root: Any, titles: Iterable[str | None] = ()) -> list[str]:
    """The article's paragraphs in order, captions and embedded posts among them; the tree is used up."""
    without_unseen(root)
    # held on to, so that each element is wrapped once and not at every look
    elements = list(root.iter())
    if len(elements) > _MOST_ELEMENTS or _depths(root) > _MOST_STEPS:
        return _plainly(root)
    posts.keep_posts(root)
    pictured = captions.keep_captions(root)
    furniture.clear(root)
    furniture.without_heading(root, titles)
    _without_link_lines(root)
    _with_paragraphs(root)
    densest = core(root)
    found = _agreed(_extracted(root), densest)
    return _lead_captions(pictured, found) + found


def _lead_captions(pictured: dict[str, Any], found: list[str]) -> list[str]:
    """The captions of pictures above an article, in its frame but often outside of the box that holds its text."""
    first = next((line for line in found if len(line) > _PROSE and line not in pictured), None)
    missed = [(text, line) for text, line in pictured.items() if text not in found] if first else []
    leads = []
    texts: dict[Any, str] = {None: ""}
    for text, line in missed:
        frame = next(line.iterancestors("article", "main"), None)
        if frame not in texts:
            texts[frame] = words(frame)
        if first and 0 <= texts[frame].find(text) < texts[frame].find(first):
            leads.append(text)
    return leads


def plain_paragraphs(root: Any) -> list[str]:
    """The paragraphs of a page that seems to be furniture altogether: what trafilatura makes of it as it is."""
    without_unseen(root)
    return _extracted(root)


def _depths(root: Any) -> int:
    """How many steps it is from all elements of a tree up to its root."""
    from lxml import etree

    steps = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        steps += depth if event == "start" else 0
    return steps


def _plainly(root: Any) -> list[str]:
    """The paragraphs of a page that is too large for anything finer: its densest part if that is most of it, else all."""
    whole, densest = list(blocks(root)), core(root)
    return densest if 2 * sum(map(len, densest)) > sum(map(len, whole)) else whole


def _without_link_lines(root: Any) -> None:
    """Take out paragraphs that are one link and nothing more, and lists of links that end an article."""
    for line in list(root.iter("p")):
        if line.getparent() is not None and line.getparent().tag not in ("li", "td", "th", "blockquote"):
            _drop_if_linked(line)
    for line in list(root.iter("ul", "ol")):
        if line.getparent() is not None and not any(len(words(p)) > _PROSE for p in line.itersiblings("p")):
            _drop_if_linked(line)


def _drop_if_linked(line: Any) -> None:
    whole = len(words(line))
    if whole > _LABEL and sum(len(words(a)) for a in line.iter("a")) >= _LINKED * whole:
        drop(line)


def _with_paragraphs(root: Any) -> None:
    """Make paragraphs of the lines that a page puts into plain divs between its paragraphs."""
    for holder in {p.getparent(): None for p in root.iter("p")}:
        prose = [k for k, child in enumerate(holder) if child.tag == "p" and len(words(child)) > _PROSE]
        for line in holder[prose[0] + 1 : prose[-1]] if len(prose) > 1 else ():
            if line.tag == "div" and not any(part.tag in BLOCKS for part in line.iterdescendants()) and words(line):
                line.tag = "p"


def _extracted(root: Any) -> list[str]:
    import trafilatura

    _with_sound_tables(root)
    found = trafilatura.bare_extraction(root, fast=True, include_comments=False, include_tables=True)
    if found is None or isinstance(found, dict) or found.body is None:
        return []
    return list(blocks(found.body))


def _with_sound_tables(root: Any) -> None:
    """Make tables harmless: no cell spans others, and what stands between rows, as after a lost end tag, comes after it."""
    for cell in root.iter("td", "th"):
        # a cell is copied once for each row and column that it spans
        cell.attrib.pop("rowspan", None)
        cell.attrib.pop("colspan", None)
    for table in list(root.iter("table")):
        strays = [part for group in (table, *table.iter("tbody", "tr")) for part in group if part.tag in _STRAYS]
        if table.getparent() is not None:
            for stray in reversed(strays):
                table.addnext(stray)


def _agreed(extracted: list[str], densest: list[str]) -> list[str]:
    """What was extracted, unless it misses the page's densest part or is mostly lines that are no prose."""
    inside = [line for line in densest if len(line) > _PROSE]
    size = sum(map(len, inside))
    if size < _SHORT:
        return extracted or densest
    prose = sum(len(line) for line in extracted if len(line) > _PROSE)
    if prose < size / 2:
        return densest
    much = sum(map(len, extracted)) > 2 * sum(map(len, densest))
    # the last resort of trafilatura is the page's words in one line
    return densest if much and (prose < 1.5 * size or len(extracted) < len(densest)) else extracted

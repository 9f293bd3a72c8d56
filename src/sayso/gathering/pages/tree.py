"""A web page's source as a tree: parsed within limits, and the words that stand in its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

# An honest element has a few dozen attributes; the parser takes the square of their number.
MOST_ATTRIBUTES = 500
# A page with more tags than this is read without its tree.
MOST_TAGS = 400_000
_ATTRIBUTE = r"[\s/]*+(?:=[^\s/>=]*+|[^\s/>=]++)(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+"
_OVERFULL = re.compile(rf"(<[a-zA-Z][^\s/>]*+)(?:{_ATTRIBUTE}){{{MOST_ATTRIBUTES}}}(?:{_ATTRIBUTE})*+")
_NAME_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_SPACE = re.compile(r"\s+")


def names(text: str) -> frozenset[str]:
    """The names in a line."""
    return frozenset(text.split())


# Elements that a browser sets apart by a line of their own.
BLOCKS = names(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2"
    " h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_UNSEEN = names(
    "script style template noscript iframe object embed svg math canvas head select option button input textarea"
    " audio video map datalist"
)


def parse(text: str) -> Any | None:
    """The root of a page's tree; None where the page has more tags, or nests deeper, than can be followed."""
    from lxml import etree, html

    if text.count("<") > MOST_TAGS:
        return None
    # huge_tree lets a page nest 2048 deep in place of 256; what a page may weigh is bounded before
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(_OVERFULL.sub(r"\1", text).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    # the parser stops where a page is too deep for it, and would drop the rest without a word
    too_deep = any(entry.type_name == "ERR_RESOURCE_LIMIT" or "depth" in entry.message for entry in parser.error_log)
    return None if too_deep else root


def flat(text: str) -> str:
    """The words of a page without its tree, for what nests too deep to be parsed.

    >>> flat("<div><script>x()</script><div>Seven were <b>held</b>.<p>None fled &amp; hid.")
    'Seven were held.\\n\\nNone fled & hid.'
    """
    from html import unescape

    text = re.sub(r"(?is)<(script|style|template)\b[^>]*>.*?(?:</\1\s*>|\Z)|<!--.*?-->", " ", text)
    text = re.sub(rf"(?i)</?(?:{'|'.join(sorted(BLOCKS))}|br)\b[^<>]*>", "\n", text)
    lines = (_SPACE.sub(" ", unescape(line)).strip() for line in re.sub(r"<[^<>]*>", "", text).split("\n"))
    return "\n\n".join(line for line in lines if line)


def name_parts(element: Any) -> frozenset[str]:
    """The words that an element's class and id are made of, in small letters.

    >>> from lxml import html
    >>> sorted(name_parts(html.fromstring('<div class="wp-captionText js_mostRead" id="a1"></div>')))
    ['a', 'caption', 'js', 'most', 'read', 'text', 'wp']
    """
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return frozenset(part.lower() for part in _NAME_PART.findall(named[:2000]))


def words(element: Any) -> str:
    """The text in an element, spaces made single."""
    return _SPACE.sub(" ", str(element.text_content())).strip()


def without_unseen(root: Any) -> None:
    """Take out of a tree what a reader never sees as text: programs, styles, frames, fields of forms."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            drop(element)


def drop(element: Any) -> None:
    """Take an element out and leave the words after it."""
    if element.getparent() is not None:
        element.drop_tree()


def is_small(element: Any) -> bool:
    """Whether an element is no larger than a post or a caption can be; looking at it costs little, whatever it holds."""
    length = 0
    for count, text in enumerate(element.itertext()):
        length += len(text)
        if count > 400 or length > 10_000:
            return False
    return True


def stand_in(element: Any, line: str) -> Any:
    """Put a paragraph in the place of an element, and of the frames round it that hold nothing else; the paragraph."""
    from lxml import html

    while (frame := element.getparent()) is not None and _frames(frame, element):
        element = frame
    paragraph = html.Element("p")
    paragraph.text, paragraph.tail = line, element.tail
    element.getparent().replace(element, paragraph)
    return paragraph


_FRAMES = names("div figure center span p section a twitter-widget bluesky-post")


def _frames(frame: Any, element: Any) -> bool:
    """Whether a frame holds the words of one element only."""
    if frame.tag not in _FRAMES or frame.getparent() is None or len(frame) > 20 or (frame.text or "").strip():
        return False
    return not any(
        (child.tail or "").strip() or (child is not element and any(t.strip() for t in child.itertext()))
        for child in frame
    )


def blocks(element: Any) -> Iterator[str]:
    """The paragraphs of an element in order: list items, table rows and lines after a break are paragraphs too.

    >>> from lxml import html
    >>> list(blocks(html.fromstring("<div>A<p>B <b>b</b></p><ul><li>C<br>D</ul><table><tr><td>E<td>F</table>G</div>")))
    ['A', 'B b', 'C', 'D', 'E | F', 'G']
    """
    pieces: list[str] = []
    cells = False
    for event, part in _walk(element):
        if event == "text":
            pieces.append(part)
            continue
        if part in ("td", "th", "cell"):
            if event == "end":
                pieces.append("\0")
            cells = True
            continue
        if line := _line(pieces, cells):
            yield line
        pieces, cells = [], False
    if line := _line(pieces, cells):
        yield line


def _line(pieces: list[str], cells: bool) -> str:
    line = "".join(pieces)
    if cells:
        return " | ".join(cell for part in line.split("\0") if (cell := _SPACE.sub(" ", part).strip()))
    return _SPACE.sub(" ", line).strip()


_BREAKS = BLOCKS | {"br", "lb", "item", "list", "row", "head", "quote", "cell"}


def _walk(element: Any) -> Iterator[tuple[str, str]]:
    """Texts, and the beginnings and ends of blocks, in order; without recursion, however deep the tree."""
    from lxml import etree

    for event, part in etree.iterwalk(element, events=("start", "end")):
        tag = part.tag if isinstance(part.tag, str) else ""
        if event == "start":
            if tag in _BREAKS:
                yield "start", tag
            if tag and part.text:
                yield "text", part.text
        else:
            if tag in _BREAKS:
                yield "end", tag
            if part is not element and part.tail:
                yield "text", part.tail

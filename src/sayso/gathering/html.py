"""Pieces of web pages in feeds, mail and JSON as plain text."""

from __future__ import annotations

import re

_SPACES = re.compile(r"[ \t\u00a0]+")


def prose(fragment: str) -> str:
    """The text of a piece of a page, a paragraph a line; a text without tags stays as it is.

    >>> prose("<p>Seven were <b>arrested</b>.</p><p>None fled.</p>")
    'Seven were arrested.\\n\\nNone fled.'
    """
    if "<" not in fragment:
        return fragment
    from lxml import etree, html

    try:
        root = html.fragment_fromstring(fragment, create_parent="div")
    except (etree.ParserError, ValueError):
        return fragment
    for hidden in root.xpath("//script|//style"):
        hidden.drop_tree()
    for block in root.iter("p", "div", "br", "li", "h1", "h2", "h3", "h4", "tr", "blockquote"):
        block.tail = "\n\n" + (block.tail or "")
    lines = (_SPACES.sub(" ", line).strip() for line in root.text_content().splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

"""Damage mended on a view: the same text, offset for offset, that can be read through breaks, marks and furniture."""

from __future__ import annotations

import html

from sayso.gathering.repair.breaks import closed
from sayso.gathering.repair.furniture import without_furniture
from sayso.gathering.repair.letters import plain
from sayso.gathering.repair.marks import without_marks
from sayso.gathering.repair.mojibake import righted, unbroken
from sayso.gathering.repair.rules import Rules, rules_of
from sayso.model.report import FILL

__all__ = ["Rules", "meant", "mend", "rules_of", "without_furniture"]


def mend(text: str, rules: Rules | None = None) -> str:
    """A view of the text with marks, furniture and breaks inside sentences turned into spaces.

    The view is exactly as long as the text, so that every offset means the same in both. Where a word takes less room
    in it than in the text, the rest of its place holds FILL.

    >>> mend("They were let go but are compelled to wear electronic\\n\\nankle bracelets")
    'They were let go but are compelled to wear electronic  ankle bracelets'
    """
    rules = rules or Rules()
    # a view has FILL only where it was put
    furnished = without_marks(plain(righted(text.replace(FILL, " "))))
    view = closed(without_furniture(furnished, rules), furnished, text, rules)
    if len(view) != len(text):
        raise AssertionError("a view must be as long as its text")
    return view


def meant(words: str) -> str:
    """A title or a name as it was meant, of whatever length.

    >>> meant("JosÃ©â€™s raid &amp; after")
    'José’s raid & after'
    """
    return html.unescape(unbroken(words))

"""Captions of figures become paragraphs of their own where the figure stands; credits alone are no captions."""

from __future__ import annotations

import re
from typing import Any

from sayso.gathering.pages.tree import drop, is_small, name_parts, stand_in, words

_CREDITS = frozenset(["credit", "credits", "copyright", "source", "byline", "photographer", "provider", "rights"])
_FIGURES = frozenset(["image", "img", "photo", "picture", "figure", "media", "wp", "gallery", "slide"])
# A caption tells something: it has a word that no name and no "Photo: Agency" would have.
_TELLS = re.compile(r"(?:^|\s)(?:[a-z]{2,}|[^\W\d_A-Za-z]{2,})")
_FEWEST_WORDS = 4


def keep_captions(root: Any) -> dict[str, Any]:
    """Put each caption, once, in the place of its figure; the paragraphs by their captions, in order."""
    kept: dict[str, Any] = {}
    for caption in [e for e in root.iter() if _is_caption(e)]:
        if caption.getparent() is None or not is_small(caption):
            continue
        figure = next(caption.iterancestors("figure"), None)
        text = _text(caption)
        if text is None or text in kept:
            drop(caption)
            continue
        whole = figure if figure is not None and _only_caption(figure, caption) else caption
        kept[text] = stand_in(whole, text)
    return kept


def _is_caption(element: Any) -> bool:
    """A figcaption, or an element that its class calls the caption of a picture."""
    if element.tag == "figcaption":
        return True
    if element.tag not in ("p", "div", "span", "dd") or "caption" not in (element.get("class") or "").lower():
        return False
    # the frame round picture and caption often bears the name as well
    if any(True for _ in element.iter("img", "picture", "video", "figcaption")):
        return False
    return bool(name_parts(element) & _FIGURES) or any(
        a.tag == "figure" or name_parts(a) & _FIGURES for _, a in zip(range(3), element.iterancestors(), strict=False)
    )


def _text(caption: Any) -> str | None:
    for part in list(caption.iterdescendants()):
        if part.getparent() is not None and (part.tag in ("cite", "small", "button") or name_parts(part) & _CREDITS):
            drop(part)
    text = words(caption)
    return text if len(text.split()) >= _FEWEST_WORDS and _TELLS.search(text) else None


def _only_caption(figure: Any, caption: Any) -> bool:
    """Whether a figure holds no words but its caption: it may also frame a table or a quotation."""
    if not is_small(figure):
        return False
    return figure.find(".//table") is None and words(figure) == words(caption)

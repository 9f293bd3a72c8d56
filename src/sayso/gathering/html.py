"""Web pages: the article's text by trafilatura, title, author, site and dates from the page's own metadata."""

from __future__ import annotations

import re

from sayso.errors import InputError
from sayso.model.report import Report

_SPACES = re.compile(r"[ \t\u00a0]+")


def read_html(text: str, name: str, where: str) -> Report:
    """The report in a web page's source; nothing in the page is run and nothing remote is fetched."""
    import trafilatura

    try:
        found = trafilatura.bare_extraction(
            text, fast=True, include_comments=False, with_metadata=True, include_tables=True
        )
    except (ValueError, TypeError, RecursionError) as error:
        raise InputError(
            "page-not-read", f"the page cannot be read: {error}", where=where, hint="save the page again, or as text"
        ) from error
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise InputError(
            "page-without-text", "no article was found in the page", where=where, hint="save the page's text instead"
        )
    return Report(
        id=name,
        text=_SPACES.sub(" ", found.text or ""),
        title=found.title or None,
        url=found.url or None,
        publisher=found.sitename or found.hostname or None,
        author=found.author or None,
        published=found.date or None,
        published_by="page metadata" if found.date else None,
        path=where,
    )

"""Finds what is wrong with a codebook beyond its shape: unknown names, entries without examples, doubled words."""

from __future__ import annotations

import re

from sayso.codebook.loading import lexicon
from sayso.codebook.schema import Codebook
from sayso.codebook.testing import entries_without_examples


def check(book: Codebook) -> list[str]:
    """Problems of a codebook, in words; none if it is sound."""
    known = lexicon()
    classes = set(known.classes) | {c.name for c in book.classes}
    measures = set(known.measures) | {m.reads_as or m.name for m in book.measures}
    events = set(known.events) | {e.name for e in book.events}
    found = []
    for m in book.measures:
        for name in (*m.counts, *(d for d in m.default_for if d not in ("money", "percent"))):
            if name not in classes:
                found.append(f"{book.name}: measure {m.name} counts {name!r}, which is no class")
        if m.event is not None and m.event not in events and m.event not in ("background",):
            found.append(f"{book.name}: measure {m.name} belongs to {m.event!r}, which is no event")
    for c in book.classes:
        if c.parent is not None and c.parent not in classes:
            found.append(f"{book.name}: class {c.name} lies under {c.parent!r}, which is no class")
    for i in book.identities:
        for name in re.findall(r"[a-z]+(?:_[a-z]+)+", i.expression):
            if name not in measures:
                found.append(f"{book.name}: identity {i.expression!r} names {name!r}, which is no measure")
    found += [f"{book.name}: measure {name} has no example" for name in entries_without_examples(book)]
    return found

"""Superlatives of one incident side by side: which bounds were lost on the way from report to report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso.model.superlative import Superlative


def compared(found: Iterable[Superlative]) -> tuple[Superlative, ...]:
    """Superlatives in order of their reports' days, each with the bounds that it leaves out.

    It is held against the one of its family that has most bounds, of the reports that came out no later.
    """
    ordered = sorted(found, key=lambda s: (s.published or "9999", s.report, s.start))
    return tuple(replace(s, lost=_lost(s, [o for o in ordered if o.family == s.family])) for s in ordered)


def _lost(one: Superlative, family: Iterable[Superlative]) -> tuple[str, ...]:
    """What the fullest superlative has that this one has not."""
    before = [o for o in family if (o.published or "") <= (one.published or "9999")]
    fullest = max(before, key=lambda o: len(set(o.kinds)), default=one)
    said = _run_together(one.kinds)
    bounds = zip(fullest.scope, fullest.kinds, strict=True)
    return tuple(words for words, kind in bounds if kind not in one.kinds and _run_together([kind]) not in said)


def _run_together(kinds: Iterable[str]) -> str:
    """Bounds without the spaces and hyphens between their words: "work site" and "worksite" are one."""
    return "".join(c for kind in kinds for c in kind if c.isalnum())

"""Sentences that one report took over from another word for word: their figures are the other's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sayso.model.claim import Claim
from sayso.reconciling.origins import Carrier

# Shorter sentences are alike by chance.
_LEAST_WORDS = 12
_WORD = re.compile(r"\w+")
# "DULUTH, Minn. (AP) — "
_DATELINE = re.compile(r"^[A-Z][A-Z.'’ -]+\b[^—–\n]{0,40}?(?:\([^)\n]{2,40}\)\s*)?(?:—|–|--?)\s+")


def taken_over(claims: Iterable[Claim], carriers: Mapping[str, Carrier], texts: Mapping[str, str]) -> dict[str, str]:
    """Claim -> the report that its sentence stands in first: one that names an agency before others, then the earliest.

    Only sentences of two or more reports are told of, `texts` are those of reports by id.
    """
    same: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        start, end = claim.sentence
        sentence = _DATELINE.sub("", texts.get(claim.report, "")[start:end])
        words = tuple(_WORD.findall(sentence.casefold()))
        if len(words) >= _LEAST_WORDS:
            same.setdefault(words, []).append(claim)
    found = {}
    for group in same.values():
        if len({c.report for c in group}) > 1:
            first = min({c.report for c in group}, key=lambda r: _rank(carriers[r]))
            found.update({c.id: first for c in group})
    return found


def _rank(carrier: Carrier) -> tuple[bool, str, str]:
    return carrier.credit is None, carrier.published or "9999", carrier.report

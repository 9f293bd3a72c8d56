"""What stands round the word for a single person: an age, a list, a denial, an adverb."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sayso.reading.measures import Reading
from sayso.reading.parsing import Parsed
from sayso.reading.phrases import numbered

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc, Token

ROLES = frozenset(["nsubj", "nsubjpass", "dobj", "obj", "conj", "pobj", "poss", "ROOT", "attr", "oprd", "dative"])
NOUNS = frozenset(["NN", "NNP", "NNPS"])
_AGE = re.compile(r"(?<![\w.])(\d{1,3})[- ](?:year|yr)s?[- ]old|,\s(\d{1,2}),|\baged? (\d{1,3})\b")
_AGE_BEFORE = re.compile(r"(?<![\w.])(\d{1,3})[- ](?:year|yr)s?[- ]old\s+$")
_AGE_BEHIND = re.compile(r"(?:,? (?:Jr|Sr|II|III)\.?)?,\s(\d{1,3})(?=[,.;)\s])|\s\((\d{1,3})\)")
_MONTHS = re.compile(r"\d{1,2}(?:[- ](?:month|week|day)s?|\.\d[- ]years?)[- ]old")


def denied(token: Token) -> bool:
    """As in "not a man was hurt"."""
    first = token.left_edge
    return first.lower_ == "not" or (first.i > 0 and first.nbor(-1).lower_ == "not")


def summed(token: Token) -> bool:
    """Whether several people are listed with this one: "the owner and three managers" is counted as a sum."""
    return any(t.tag_ == "NNS" or numbered(t) for t in token.conjuncts)


def aged(token: Token) -> bool:
    """As in "a 17-year-old": the age stands for the person."""
    doc = token.doc
    return (
        token.lower_ == "old"
        and token.i >= 2
        and any(doc[k].lower_ in ("year", "-year", "month", "-month") for k in range(max(0, token.i - 3), token.i))
        and token.dep_ not in ("amod", "acomp", "advmod")
    )


def age_of(parsed: Parsed, token: Token) -> int | None:
    """The age that a person's own words give."""
    start = parsed.spans[token.left_edge.i][0] - parsed.sentence.start
    end = parsed.spans[token.i][1] - parsed.sentence.start
    found = _AGE.search(parsed.text[start:end]) or _AGE.match(parsed.text, end)
    if found is None:
        return 0 if _MONTHS.search(parsed.text[start:end]) else None
    return int(next(g for g in found.groups() if g))


def age_beside(text: str, start: int, end: int) -> int | None:
    """The age beside a name, wherever it is told: "19-year-old Tom Reddle", "Tom Reddle, 19,"."""
    found = _AGE_BEFORE.search(text, max(0, start - 20), start) or _AGE_BEHIND.match(text, end)
    return int(next(g for g in found.groups() if g)) if found is not None else None


def with_adverb(reading: Reading, adverbs: frozenset[str]) -> bool:
    """Whether one of some adverbs stands with the governing verb: "was nearly killed", "was killed too"."""
    verb = reading.governor
    return verb is not None and any(c.dep_ == "advmod" and c.lower_ in adverbs for c in verb.children)


def standing_for_one(doc: Doc) -> list[Token]:
    """The tokens that may stand for one person: by their tags and relations, looked at for a whole sentence at once."""
    from spacy.symbols import DEP, LOWER, TAG  # type: ignore[import-not-found]

    nouns, roles, old = _hashes(doc.vocab.strings)
    rows = doc.to_array([TAG, DEP, LOWER]).tolist()
    return [doc[i] for i, (tag, dep, word) in enumerate(rows) if dep in roles and (tag in nouns or word == old)]


@lru_cache(maxsize=4)
def _hashes(strings: StringStore) -> tuple[frozenset[int], frozenset[int], int]:
    return frozenset(strings[t] for t in (*NOUNS, "PRP")), frozenset(strings[r] for r in ROLES), strings["old"]

"""The fields of a claim that a person may correct: which values they take, and the claim that comes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sayso.codebook.lexicon import Lexicon
from sayso.errors import RefusedError
from sayso.model.claim import Claim

# The values of each closed field, as the page of shapes has them.
CHOICES: dict[str, tuple[str | None, ...]] = {
    "qualifier": (
        "exact", "about", "nearly", "at_least", "more_than", "at_most", "fewer_than", "range", "vague", "some",
        "unknown",
    ),
    "standing": ("asserted", "projected", "planned", "hypothetical", "rhetorical", "denied"),
    "scope": ("incident", "part", "background", "other"),
    "extent": ("whole", "part"),
    "counter": ("increment", "running", "preliminary", "final", "period", None),
    "directness": ("direct", "indirect", "own"),
    "medium": ("speech", "statement", "interview", "post", "filing", "report", "unspecified", None),
    "speaker_role": (
        "official", "agency", "party", "organisation", "witness", "relative", "lawyer", "employer", "expert", "media",
        "anonymous", None,
    ),
}  # fmt: skip
_NUMBERS = ("low", "high", "best")
_WORDS = ("unit", "counted", "group", "of", "per", "part_of", "as_of", "speaker", "cue", "via")
FIELDS = (*_NUMBERS, *CHOICES, *_WORDS, "measure", "superseded", "when", "where")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_CURRENCY = re.compile(r"[a-z]{3}")
_WHEN = ("text", "start", "end", "precision")
_WHERE = (
    "text", "name", "admin1", "country", "id", "lat", "lon", "precision", "kind", "confidence", "alternatives",
)  # fmt: skip
# What a person says of himself is beyond the probability of a reading.
SURE = 0.99


@dataclass(frozen=True, slots=True)
class Known:
    """The names that codebooks declare: measures; units and groups, and single words of which groups may be made.

    A group and a unit leave in public exports as they are, so nobody's name may be put in there. Where the codebooks
    of another ledger are not at hand, `measures` is None and any is taken.
    """

    measures: frozenset[str] | None
    groups: frozenset[str]
    units: frozenset[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> Known:
        """What a lexicon declares."""
        rules, kinds = lexicon.measures.values(), lexicon.classes.values()
        groups = {g for g in (*(m.group for m in rules), *(c.group for c in kinds)) if g}
        words = {w for noun in lexicon.nouns for w in noun.split()}
        units = {u for u in (*(m.unit for m in rules), *(c.unit for c in kinds)) if u}
        return cls(frozenset(lexicon.measures), frozenset(groups | words | {f"{w}s" for w in words}), frozenset(units))


def checked(fields: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """The fields as they are kept; raises RefusedError for what no claim can have."""
    if not isinstance(fields, Mapping) or not fields:
        raise RefusedError("correction-empty", "nothing is corrected", hint=f"name one of {', '.join(FIELDS)}")
    found: dict[str, Any] = {}
    for name, value in fields.items():
        if name not in FIELDS:
            raise RefusedError(
                "field-unknown", f"a claim has no field {name!r} to correct", hint=f"fields are {', '.join(FIELDS)}"
            )
        found[name] = _value(name, value, known)
    low, high = found.get("low"), found.get("high")
    if low is not None and high is not None and low > high:
        raise _wrong("low", f"{low} is more than high, {high}", "give low and high the other way round")
    return found


def coded(given: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """The fields of a second reading, of which `is_claim` says whether the words are a figure at all."""
    if not isinstance(given, Mapping):
        raise RefusedError("reading-empty", "nothing is coded", hint="give fields, or is_claim")
    is_claim = given.get("is_claim", True)
    if not isinstance(is_claim, bool):
        raise _wrong("is_claim", f"{is_claim!r} is none", "write true or false")
    others = {k: v for k, v in given.items() if k != "is_claim"}
    if not others and "is_claim" not in given:
        raise RefusedError("reading-empty", "nothing is coded", hint="give fields, or is_claim")
    return {"is_claim": is_claim, **(checked(others, known) if others and is_claim else {})}


def _value(name: str, value: Any, known: Known) -> Any:
    if name in CHOICES:
        if value not in CHOICES[name]:
            raise _wrong(name, f"{value!r} is none", f"write one of {', '.join(c or 'null' for c in CHOICES[name])}")
        return value
    if name in _NUMBERS:
        good = value is None or (isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15)
        if not good:
            raise _wrong(name, f"{value!r} is no number", "write a number, or null for none")
        return value
    if name == "superseded":
        if not isinstance(value, bool):
            raise _wrong(name, f"{value!r} is none", "write true or false")
        return value
    if name in ("when", "where"):
        return _record(name, value)
    if value is not None and not isinstance(value, str):
        raise _wrong(name, f"{value!r} is no text", "write words, or null for none")
    return _words(name, value, known) if value else None


def _words(name: str, value: str, known: Known) -> str:
    if name == "measure" and known.measures is not None and value not in known.measures:
        raise _wrong(name, f"no codebook declares {value!r}", "`sayso codebook show NAME` lists the measures")
    if name == "group" and not known.groups.issuperset(value.split()):
        raise _wrong(name, f"no codebook declares {value!r}", "take the words by which reports call the group")
    if name == "unit" and value not in known.units and not _CURRENCY.fullmatch(value):
        raise _wrong(name, f"no codebook declares {value!r}", f"units are {', '.join(sorted(known.units))}")
    if name == "as_of" and not _is_day(value):
        raise _wrong(name, f"{value!r} is no day", "write it as 2026-01-31")
    return value


def _is_day(value: Any) -> bool:
    """Whether a value is a year, a month or a day that there is."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _record(name: str, value: Any) -> dict[str, Any] | None:
    keys = _WHEN if name == "when" else _WHERE
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) - set(keys):
        raise _wrong(name, "it has other parts", f"parts are {', '.join(keys)}")
    made = {key: value.get(key) for key in keys}
    made["precision"] = made["precision"] or ("day" if name == "when" else "town")
    if name == "when":
        for key in ("start", "end"):
            if made[key] is not None and not _is_day(made[key]):
                raise _wrong(name, f"{made[key]!r} is no day", "write it as 2026-01-31")
        if any(not isinstance(made[key], str | None) for key in ("text", "precision")):
            raise _wrong(name, "its parts are no words", "write words, or null for none")
        return made
    for key, most in (("lat", 90), ("lon", 180)):
        at = made[key]
        if at is not None and (not isinstance(at, int | float) or isinstance(at, bool) or not -most <= at <= most):
            raise _wrong(name, f"{key} {at!r} is no place on earth", f"write a number from -{most} to {most}")
    if any(not isinstance(made[key], str | None) for key in (*_WHERE[:5], "precision", "kind")):
        raise _wrong(name, "its parts are no words", "write words, or null for none")
    made["name"] = made["name"] or made["text"]
    made["confidence"] = SURE
    made["alternatives"] = []
    return made


def _wrong(name: str, what: str, hint: str) -> RefusedError:
    return RefusedError("field-wrong", f"{name}: {what}", where=name, hint=hint)


def corrected(claim: Claim, fields: Mapping[str, Any]) -> Claim:
    """A claim with fields as a person has them; bounds that were not given follow the number and its qualifier.

    An `incident` of "" is none.
    """
    values = {k: v for k, v in fields.items() if k in FIELDS or k == "incident"}
    if "incident" in values:
        values["incident"] = values["incident"] or None
    if ("best" in values or "qualifier" in values) and not ("low" in values or "high" in values):
        best = values.get("best", claim.best)
        values["low"], values["high"] = bounds(best, values.get("qualifier", claim.qualifier), claim)
    return replace(claim, **values)


def bounds(best: float | None, qualifier: str, claim: Claim | None = None) -> tuple[Any, Any]:
    """What the words of a number state as its bounds.

    >>> bounds(40, "exact"), bounds(40, "at_least"), bounds(40, "about")
    ((40, 40), (40, None), (None, None))
    """
    if best is None:
        return (claim.low, claim.high) if claim is not None else (None, None)
    if qualifier == "exact":
        return best, best
    if qualifier in ("at_least", "more_than"):
        return best, None
    if qualifier in ("at_most", "fewer_than", "nearly"):
        return None, best
    return None, None


def added(ident: str, report: str, span: tuple[int, int], text: str, fields: Mapping[str, Any]) -> Claim:
    """The claim that a person made of words of a report's text."""
    start, end = span
    quote = (max(0, text.rfind("\n", 0, start) + 1), text.find("\n", end))
    stop = quote[1] if quote[1] >= 0 else len(text)
    plain = Claim.bare(
        id=ident,
        report=report,
        start=start,
        end=end,
        text=text[start:end],
        quote=text[start:end],
        sentence=(_sentence_start(text, quote[0], start), _sentence_end(text, end, stop)),
        confidence=SURE,
    )
    return corrected(plain, fields)


def _sentence_start(text: str, least: int, start: int) -> int:
    found = max(text.rfind(stop, least, start) for stop in (". ", "! ", "? "))
    return least if found < 0 else found + 2


def _sentence_end(text: str, end: int, most: int) -> int:
    found = [at for stop in (". ", "! ", "? ") if (at := text.find(stop, end, most)) >= 0]
    return min(found) + 1 if found else most

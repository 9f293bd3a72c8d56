"""Which independent source stands behind a claim, and by which rule: origins are counted, not pages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.codebook.lexicon import Lexicon
from sayso.model.claim import Claim
from sayso.model.finding import Origin
from sayso.model.mention import Actor

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Carrier:
    """What is known of the report that a claim stands in; `copy_of` is the first report of its near-copies.

    `credit` is the house that it, or a copy of it, names as the origin of its text.
    """

    report: str
    publisher: str | None
    published: str | None
    title: str | None = None
    copy_of: str | None = None
    credit: str | None = None


def origins(
    claims: Sequence[Claim],
    carriers: Mapping[str, Carrier],
    actors: Sequence[Actor],
    lexicon: Lexicon,
    taken: Mapping[str, str] | None = None,
) -> list[Origin]:
    """The origins of claims, each with its claims; both in order of ids.

    `taken` tells of claims in sentences that another report had first: claim -> that report.
    """
    found: dict[str, Origin] = {}
    ordered = sorted(claims, key=lambda c: c.id)
    private = frozenset(role.name for role in lexicon.roles if role.private)
    for claim in ordered:
        # a headline repeats what the same report has somebody say further down
        source = next((c for c in ordered if claim.speaker is None and _says(c, claim, private)), claim)
        carrier = carriers[(taken or {}).get(source.id, claim.report)]
        first = carriers.get(carrier.copy_of or "", carrier)
        new = _origin(source, carrier, first, actors, lexicon)
        known = found.get(new.id, new)
        found[new.id] = replace(known, claims=(*known.claims, claim.id))
    return [found[ident] for ident in sorted(found)]


def _origin(claim: Claim, carrier: Carrier, first: Carrier, actors: Sequence[Actor], lexicon: Lexicon) -> Origin:
    """The origin by the first rule that applies; `first` is the earliest report of the same text."""
    if claim.speaker is not None and claim.medium == "post":
        return Origin(f"speaker:{claim.speaker.lower()}", "speaker", claim.speaker, "posted it", ())
    if claim.speaker is not None:
        named = _registered(claim.speaker, lexicon)
        if named is not None:
            kind = "publisher" if named[1] == "media" else "actor"
            why = "is relayed by name" if kind == "publisher" else "speaks, or is spoken for"
            return Origin(f"{kind}:{named[0].lower()}", kind, named[0], why, ())
        bound = _only_of_role(claim, actors, lexicon.word_set("agency_voices"))
        if bound is not None:
            why = f"“{claim.speaker}” can only mean {bound.name} here"
            return Origin(f"actor:{bound.name.lower()}", "actor", bound.name, why, ())
        if any(c.isupper() for c in claim.speaker):
            name = _ARTICLE.sub("", claim.speaker)
            return Origin(f"speaker:{_surname(name)}", "speaker", name, "speaks", ())
        # copies of one text have one and the same unnamed source
        house = carrier.credit or first.publisher or first.report
        at = f"publisher:{carrier.credit.lower()}" if carrier.credit else _publisher_id(first)
        ident = f"unnamed:{_ARTICLE.sub('', claim.speaker).lower()}@{at}"
        return Origin(ident, "unnamed", claim.speaker, "an unnamed source of this publisher", (), house)
    if carrier.credit is not None:
        ident = f"publisher:{carrier.credit.lower()}"
        return Origin(ident, "publisher", carrier.credit, "is credited with the text", ())
    if carrier.copy_of is not None:
        house = first.publisher or first.report
        return Origin(f"copies:{carrier.copy_of}", "copies", house, "near-copies of one text", (), house)
    return Origin(_publisher_id(carrier), "publisher", carrier.publisher or carrier.report, "states no source", ())


def _says(spoken: Claim, claim: Claim, private: frozenset[str]) -> bool:
    """Whether a report has a speaker of a known role say the figure that it also gives in its own voice.

    Relatives and bystanders repeat what they heard as often as the paper repeats them.
    """
    return (
        spoken.speaker is not None
        and spoken.speaker_role not in (None, *private)
        and spoken.report == claim.report
        and (spoken.low, spoken.best, spoken.high) == (claim.low, claim.best, claim.high)
    )


def _publisher_id(carrier: Carrier) -> str:
    return f"publisher:{carrier.publisher.lower()}" if carrier.publisher else f"report:{carrier.report}"


def _registered(speaker: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """The registered organisation in a speaker's words ("ICE spokesman", "an ICE statement")."""
    words = re.findall(r"[\w.&'’-]+", speaker)
    for size in range(min(6, len(words)), 0, -1):
        for first in range(len(words) - size + 1):
            phrase = " ".join(words[first : first + size])
            actor = lexicon.actor_of.get(phrase.lower().removesuffix("'s").removesuffix("’s"))
            if actor is not None and phrase[0].isupper():
                return actor.name, actor.kind
    return None


def _only_of_role(claim: Claim, actors: Sequence[Actor], voices: frozenset[str]) -> Actor | None:
    """The incident's only agency where nobody but "officials" or "the agency" is named; a superintendent is another."""
    words = _ARTICLE.sub("", claim.speaker or "").split()
    if claim.speaker_role not in ("official", "agency") or not words or not set(words) <= voices:
        return None
    agencies = [a for a in actors if a.role == "agency"]
    return agencies[0] if len(agencies) == 1 else None


def _surname(name: str) -> str:
    """People are one source by their name without title and office."""
    return " ".join(re.findall(r"\w+", name.lower().split(",")[0]))

"""Per what a figure is given, and whether it is an increment, a running or a final count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.codebook.lexicon import Lexicon
from sayso.reading.figure import Figure
from sayso.reading.measures import classes_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def per(f: Figure, lexicon: Lexicon) -> str | None:
    """Per what a figure is given: "a week", "per person", or distributed over things counted by a clause."""
    anchor = f.target.anchor
    for child in anchor.rights:
        if child.dep_ == "npadvmod" and any(c.lower_ in ("a", "an", "each", "every") for c in child.children):
            return child.lemma_
        if child.dep_ == "prep" and child.lower_ == "per":
            return next((c.lemma_ for c in child.children), None)
    follows = list(f.parsed.doc[anchor.i + 1 : anchor.i + 4])
    for k, token in enumerate(follows[:-1]):
        if (
            token.lower_ in ("a", "an", "per", "every")
            and follows[k + 1].lemma_
            in (
                "hour",
                "day",
                "week",
                "month",
                "year",
            )
            and not any(t.lower_ in ("later", "ago", "earlier", "before", "after") for t in follows[k + 2 : k + 3])
        ):
            return str(follows[k + 1].lemma_)
    return _distributed(f, lexicon)


def _distributed(f: Figure, lexicon: Lexicon) -> str | None:
    """As in "19 centers reporting more than 100 cases", "several with more than 300": so many in each."""
    anchor = f.target.anchor
    verb = anchor.head
    owner: Token | None = None
    behind = f.parsed.doc[anchor.i + 1].lower_ if anchor.i + 1 < len(f.parsed.doc) else ""
    if behind in ("each", "apiece") and anchor.dep_ in ("dobj", "attr"):
        # "eleven centers have reported more than 20 cases each"
        owner = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        return _kind_of(owner, lexicon) if owner is not None else None
    if (
        anchor.dep_ == "dobj"
        and verb.dep_ in ("acl", "relcl")
        and verb.tag_ != "VBN"
        and verb.lemma_ in ("report", "have", "hold", "house", "see", "employ", "record")
    ) or (anchor.dep_ == "pobj" and verb.lower_ == "with" and verb.head.dep_ not in ("ROOT",)):
        owner = verb.head
    if owner is None or owner == anchor:
        return None
    marks = [c.lower_ for c in owner.children] + [owner.lower_]
    plural = owner.tag_ in ("NNS", "NNPS") or owner.lower_ in lexicon.word_set("quantifiers")
    several = any(m in lexicon.word_set("quantifiers") for m in marks) or any(c.tag_ == "CD" for c in owner.children)
    if not (plural and several):
        return None
    return _kind_of(owner, lexicon)


def _kind_of(owner: Token, lexicon: Lexicon) -> str:
    """What each of the owners is: a facility where it is a site, else the noun."""
    site = any(lexicon.is_a(n, "site") for n in classes_of(owner, lexicon))
    return "facility" if site or owner.lower_ in lexicon.word_set("quantifiers") else owner.lemma_


def counter(f: Figure, lexicon: Lexicon) -> str | None:
    """increment, running, final, preliminary or period, where the words say so: the words are those under [counting]."""
    words = lexicon.settings["counting"]
    if _increment(f, frozenset(words["increment"])):
        return "increment"
    sentence = f" {f.parsed.text.lower()} "
    tolls = [k for k in f.ties[:6] if k.kind == "toll"]
    if tolls and any(c.lower_ in words["final"] for k in tolls for c in k.governor.children):
        return "final"
    if any(f" {phrase}" in sentence for phrase in words["final_phrases"]):
        return "final"
    if any(f" {phrase} " in sentence for phrase in words["preliminary"]):
        return "preliminary"
    if any(k.governor.lemma_ in words["tallies"] for k in tolls):
        return "running"
    for name in ("running", "period"):
        if any(f" {phrase}" in sentence for phrase in words[name]):
            return name
    return "running" if tolls and _risen(f, frozenset(words["risers"])) else None


def _increment(f: Figure, more: frozenset[str]) -> bool:
    """As in "two more", "another 30", "12 new cases": on top of what was counted before."""
    near = {c.lower_ for c in f.target.anchor.children} | {c.lower_ for c in f.token.children}
    first = f.parsed.sentence.start
    slot = f.parsed.text[f.number.slot_start - first : max(0, f.number.core_start - first)].lower().split()
    before = {t.lower_ for t in f.parsed.doc[max(0, f.token.i - 2) : f.token.i]} | set(slot)
    if "more" in near and "than" not in f.number.text.lower():
        return True
    if (before | near) & (more - {"more"}):
        return True
    after = [t.lower_ for t in f.parsed.doc[f.token.i + 1 : f.token.i + 3]]
    return after[:1] == ["more"] and "than" not in after


def _risen(f: Figure, risers: frozenset[str]) -> bool:
    """As in "the number of cases had risen to 487"."""
    return any(t.lemma_ in risers for t in (f.target.anchor.head, *f.target.anchor.head.ancestors))

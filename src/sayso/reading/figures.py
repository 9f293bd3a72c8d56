"""Numbers of a report become figures: what each counts, in which unit, as which measure, whole or per thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.codebook.lexicon import Lexicon
from sayso.model.number import Number
from sayso.reading import sums
from sayso.reading.links import Counted, Link, counted, links
from sayso.reading.measures import Reading, Surroundings, classes_of, match
from sayso.reading.parsing import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_QUANTIFIERS = frozenset(["several", "many", "few", "some", "most", "all", "each", "every", "both", "numerous"])
_MORE = frozenset(["more", "another", "additional", "further", "extra", "fresh"])
_REVISED = frozenset(
    [
        "revise",
        "correct",
        "update",
        "raise",
        "lower",
        "put",
        "jump",
        "rise",
        "climb",
        "fall",
        "grow",
        "increase",
        "drop",
        "reach",
        "hit",
        "stand",
        "swell",
        "cut",
        "reduce",
    ]
)
_ANAPHORIC = frozenset(["this", "that", "it", "figure", "number", "count", "tally", "total", "toll"])
_NO_COUNT_NOUNS = frozenset(
    [
        "way",
        "time",
        "thing",
        "hand",
        "end",
        "side",
        "point",
        "reason",
        "part",
        "kind",
        "sort",
        "step",
        "occasion",
        "half",
        "year",
        "day",
        "week",
        "month",
        "another",
    ]
)


@dataclass(slots=True)
class Figure:
    """A number with what is read of it; filled in by the steps of reading one after the other."""

    number: Number
    parsed: Parsed
    token: Token
    target: Counted
    ties: list[Link]
    classes: tuple[str, ...] = ()
    reading: Reading | None = None
    implicit: bool = False
    inherited: bool = False
    model: Figure | None = None
    per: str | None = None
    counter: str | None = None
    group: str | None = None
    denominator: str | None = None

    @property
    def measure(self) -> str | None:
        """The measure's name, if any word ties the number to one."""
        return self.reading.measure if self.reading else None


def figures(text: str, parsed: Sequence[Parsed], lexicon: Lexicon) -> list[Figure]:
    """All figures of the parsed sentences, in order; those that count nothing are left out."""
    report = text.lower()
    found: list[Figure] = []
    for sentence in parsed:
        around = Surroundings(text[sentence.sentence.start : sentence.sentence.end].lower(), report)
        here = [_figure(sentence, i, n, lexicon, around) for i, n in sorted(sentence.numbers.items())]
        here += sums.implicit(sentence, lexicon, around, _blank)
        here.sort(key=lambda f: f.number.start)
        _fill(here, found, lexicon, around)
        found += [f for f in here if _kept(f)]
    _repeat(found)
    return found


def _blank(sentence: Parsed, token: Token, number: Number) -> Figure:
    target = counted(token)
    return Figure(number, sentence, token, target, links(target))


def _figure(sentence: Parsed, i: int, number: Number, lexicon: Lexicon, around: Surroundings) -> Figure:
    """One number with its measure as its own links give it."""
    f = _blank(sentence, sentence.doc[i], number)
    if number.form == "complement":
        f.target, f.ties = _remainder(f)
    if f.target.noun is None:
        f.target = _noun_of_toll(f)
    f.number = sums.widened(f)
    f.classes = classes_of(f.target.noun, lexicon)
    f.reading = match(f.number, f.target, f.ties, lexicon, around, f.token)
    f.per = _per(f, lexicon)
    f.counter = _counter(f)
    if f.per is not None and f.per not in ("day", "week", "month", "year", "hour"):
        f.reading = None
    return f


def _remainder(f: Figure) -> tuple[Counted, list[Link]]:
    """As in "All but 60 were flown out; the rest are held": the 60 are those of "the rest", not those flown."""
    for token in f.parsed.doc:
        if token.lower_ in ("rest", "others", "remainder", "remaining") and token.i > f.token.i:
            target = Counted(token, f.target.noun)
            return Counted(f.target.anchor, f.target.noun), links(target)
    return f.target, []


def _noun_of_toll(f: Figure) -> Counted:
    """As in "The number of agents is given as more than 100": agents are counted."""
    for link in f.ties:
        if link.kind == "toll" and link.governor.lemma_ in ("number", "count", "total", "tally"):
            for child in link.governor.children:
                if child.lower_ == "of":
                    for noun in child.children:
                        if noun.dep_ == "pobj":
                            return Counted(f.target.anchor, noun)
    return f.target


def _per(f: Figure, lexicon: Lexicon) -> str | None:
    """Per what a figure is given: "a week", "per person", or distributed over things counted by a clause."""
    anchor = f.target.anchor
    for child in anchor.rights:
        if child.dep_ == "npadvmod" and any(c.lower_ in ("a", "an", "each", "every") for c in child.children):
            return child.lemma_
        if child.dep_ == "prep" and child.lower_ == "per":
            return next((c.lemma_ for c in child.children), None)
    follows = list(f.parsed.doc[anchor.i + 1 : anchor.i + 4])
    for k, token in enumerate(follows[:-1]):
        if token.lower_ in ("a", "an", "per", "every") and follows[k + 1].lemma_ in (
            "hour",
            "day",
            "week",
            "month",
            "year",
        ):
            return str(follows[k + 1].lemma_)
    return _distributed(f, lexicon)


def _distributed(f: Figure, lexicon: Lexicon) -> str | None:
    """As in "19 centers reporting more than 100 cases", "several with more than 300": so many in each."""
    anchor = f.target.anchor
    verb = anchor.head
    owner: Token | None = None
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
    plural = owner.tag_ in ("NNS", "NNPS") or owner.lower_ in _QUANTIFIERS
    several = any(m in _QUANTIFIERS for m in marks) or any(c.tag_ == "CD" for c in owner.children)
    if not (plural and several):
        return None
    names = classes_of(owner, lexicon)
    return "facility" if any(lexicon.is_a(n, "site") for n in names) or owner.lower_ in _QUANTIFIERS else owner.lemma_


def _counter(f: Figure) -> str | None:
    """increment, running, final or period, where the words say so."""
    near = {c.lower_ for c in f.target.anchor.children} | {c.lower_ for c in f.token.children}
    before = f.parsed.doc[max(0, f.token.i - 2) : f.token.i]
    words = {t.lower_ for t in before} | near
    slot = f.number.text.lower()
    if ("more" in near and "than" not in slot) or words & (_MORE - {"more"}):
        return "increment"
    doc = f.parsed.doc
    after = [t.lower_ for t in doc[f.token.i + 1 : f.token.i + 3]]
    if "more" in after and after[:1] == ["more"] and "than" not in after:
        return "increment"
    sentence = doc.text.lower()
    if "so far" in sentence or any(
        k.kind == "toll" and k.governor.lemma_ in ("toll", "count", "tally") for k in f.ties[:4]
    ):
        return "running"
    if " final " in f" {sentence} ":
        return "final"
    return None


def _fill(here: list[Figure], before: list[Figure], lexicon: Lexicon, around: Surroundings) -> None:
    """Bare numbers take their measure from the figure that they continue, correct or are compared with."""
    for k, f in enumerate(here):
        if f.reading is not None or f.number.form not in ("cardinal", "complement"):
            continue
        money = next((g for g in reversed(here[:k]) if g.number.form == "money"), None)
        if money is not None and f.target.noun is None and f.number.qualifier == "vague":
            # "$738 billion, with hundreds of billions more"
            f.number = replace(f.number, form="money", unit=money.number.unit)
            f.reading = money.reading
            f.inherited, f.model = True, money
            continue
        model = _model(f, here[:k], before)
        if model is not None and model.reading is not None and f.per is None:
            f.reading = replace(model.reading, score=model.reading.score + 2, kind="inherited")
            f.inherited, f.model = True, model
            if f.target.noun is None:
                f.classes = model.classes
        elif not _is_base(f) and (f.target.noun is None or "person" in _units(f, lexicon)):
            f.reading = _nearby(f, here, lexicon, around)


def _is_base(f: Figure) -> bool:
    """The 19 of "four of the 19 were released": what follows is said of the four."""
    anchor = f.target.anchor
    return anchor.dep_ == "pobj" and anchor.head.lower_ == "of" and anchor.head.head.tag_ == "CD"


def _units(f: Figure, lexicon: Lexicon) -> set[str]:
    return {unit for name in f.classes if (unit := lexicon.unit_of(name))}


def _model(f: Figure, earlier: list[Figure], before: list[Figure]) -> Figure | None:
    """The figure that a bare number repeats the measure of."""
    anchor = f.target.anchor
    if _compared(f) and earlier:
        return earlier[-1]
    if f.target.noun is not None and f.target.noun != anchor:
        return None
    last = (
        earlier[-1] if earlier and earlier[-1].number.form == "cardinal" and earlier[-1].reading is not None else None
    )
    if f.target.noun is None and last is not None and (_verb_free(f) or _same_predicate(f, last)):
        return last
    if (
        any(link.kind == "toll" and link.governor.lemma_.lower() in _ANAPHORIC for link in f.ties)
        and f.target.noun is None
    ):
        pool = earlier or before
        return next((p for p in reversed(pool) if p.reading is not None), None)
    return None


def _compared(f: Figure) -> bool:
    """As in "compared with 666 workers", "against 143,099 arrests"."""
    anchor = f.target.anchor
    if anchor.dep_ != "pobj":
        return False
    preposition = anchor.head
    return (preposition.lower_ in ("against", "versus", "from") and preposition.i > 0) or preposition.head.lower_ in (
        "compared",
        "compare",
    )


def _verb_free(f: Figure) -> bool:
    """Whether the number stands in an elliptical phrase: "67 in Phoenix", "and one in Culver City"."""
    anchor = f.target.anchor
    return anchor.dep_ in ("conj", "appos", "dep", "nummod", "ROOT") or (
        anchor.dep_ in ("nsubj", "nsubjpass")
        and anchor.head.i - anchor.i > 4
        and any(c.dep_ == "prep" for c in anchor.rights)
    )


def _same_predicate(f: Figure, model: Figure) -> bool:
    """As in "77 arrests were made ..., and more than 300 were made": the verb comes again, or is a mere auxiliary."""
    verb = f.target.anchor.head
    other = model.target.anchor.head
    return verb.lemma_ == other.lemma_ or verb.lemma_ in ("be", "have", "do")


def _nearby(f: Figure, here: list[Figure], lexicon: Lexicon, around: Surroundings) -> Reading | None:
    """The verb that follows closely where the tree went astray ("120-140 remain detained")."""
    doc = f.parsed.doc
    last = max(f.token.i, f.target.noun.i if f.target.noun is not None else f.token.i)
    others = [g.token.i for g in here if g is not f and g.token.i > f.token.i]
    stop = min([last + 13, len(doc), *others])
    for token in doc[f.token.i + 1 : f.token.i + 5]:
        if token.pos_ not in ("ADJ", "NOUN", "PROPN", "VERB", "ADV") or token.i in others:
            break
        if token.tag_ in ("NN", "NNS"):
            found = match(f.number, Counted(token, token), [Link("noun", token, 5.0)], lexicon, around)
            if found is not None and found.kind != "default":
                return found
    for token in doc[last + 1 : stop]:
        if any(c.dep_ == "neg" for c in token.children):
            continue
        if token.tag_ in ("VBN", "JJ", "VBD") and token.pos_ != "NOUN":
            passive = any(c.dep_ == "auxpass" for c in token.children) or token.i - last <= 2
            kinds = ["state", "patient"] if passive else ["state"]
            ties = [Link(kind, token, 5.0 + 0.1 * (token.i - last)) for kind in kinds]
            found = match(f.number, Counted(f.target.anchor, f.target.noun), ties, lexicon, around)
            if found is not None and found.kind != "default":
                return found
        if token.lower_ in (";", ":") or token.tag_ in ("WDT", "WP"):
            break
    return None


def _repeat(found: list[Figure]) -> None:
    """As in "the 284 workers", "nearly 700 people is too many": a figure told before comes again without its verb."""
    for k, f in enumerate(found):
        if f.reading is not None or f.number.form != "cardinal" or f.number.best is None or f.per is not None:
            continue
        definite = any(
            t.lower_ in ("the", "those", "these", "all") for t in f.parsed.doc[max(0, f.token.i - 1) : f.token.i]
        )
        if not definite and (f.number.best < 10 or "person" not in f.classes or _conditional(f)):
            continue
        for other in (*found[:k][::-1], *found[k + 1 :]):
            if other.reading is not None and other.number.best == f.number.best and other.number.form == "cardinal":
                f.reading = replace(other.reading, kind="inherited", score=other.reading.score + 3)
                f.inherited, f.model = True, other
                break


def _conditional(f: Figure) -> bool:
    """Whether the figure stands under "if"."""
    verbs = [f.target.anchor, *f.target.anchor.ancestors]
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for v in verbs for c in v.children)


def _kept(f: Figure) -> bool:
    """Whether a number is a figure at all; "one" and "the two" need words that count them."""
    number = f.number
    core = number.text[number.core_start - number.start : number.core_end - number.start].lower()
    if number.form == "ordinal":
        return f.reading is not None and f.reading.kind in ("noun", "toll")
    if number.form == "zero":
        return f.reading is not None or number.text.lower().startswith("not")
    if number.form == "modifier":
        return number.unit is not None
    if f.implicit:
        return f.reading is not None
    if core == "one":
        return _kept_one(f)
    noun = f.target.noun
    if f.reading is None and noun is not None and noun.lemma_ in _NO_COUNT_NOUNS and number.unit is None:
        return False
    definite = f.parsed.doc[f.token.i - 1].lower_ in ("the", "these", "those", "both") if f.token.i else False
    return not (f.reading is None and definite and number.best is not None and number.best <= 10 and core.isalpha())


def _kept_one(f: Figure) -> bool:
    """As in "one" counts where it is hedged, where it continues a list, or where something is done to it."""
    if f.number.qualifier != "exact":
        return True
    if f.reading is None or (f.token.i and f.parsed.doc[f.token.i - 1].lower_ == "no"):
        return False
    if f.inherited:
        return f.target.noun is None
    only = f.parsed.doc[f.token.i - 1].lower_ in ("only", "just") if f.token.i else False
    return only or (
        f.reading.kind in ("patient", "agent", "state", "noun")
        and f.reading.score <= 1.2
        and not f.reading.rule.background
    )

"""Numbers of a report become figures: what each counts, in which unit, as which measure, whole or per thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.codebook.lexicon import Lexicon
from sayso.model.number import Number
from sayso.reading import sums
from sayso.reading.counters import counter, per
from sayso.reading.ellipsis import fill, is_base, repeat
from sayso.reading.figure import Figure, blank
from sayso.reading.links import Counted, Link, links, modifiers
from sayso.reading.measures import classes_of, match
from sayso.reading.parsing import Parsed
from sayso.reading.people import Mention, MentionReader, as_others, distinct, is_other, leave_out, of_kin
from sayso.reading.phrases import numbered
from sayso.reading.surroundings import Passage, Surroundings
from sayso.reading.uncounted import uncounted
from sayso.reading.understood import same_kind, told_together, understood

if TYPE_CHECKING:
    from spacy.tokens import Token


def figures(text: str, parsed: Sequence[Parsed], lexicon: Lexicon, people: MentionReader) -> list[Figure]:
    """All figures of the parsed sentences, in order; those that count nothing are left out."""
    report = Passage(text.lower())
    found: list[Figure] = []
    told: list[Mention] = []
    named = people.names_in_full(text)
    for sentence in parsed:
        around = Surroundings(Passage(text[sentence.sentence.start : sentence.sentence.end].lower()), report)
        here: list[Figure] = []
        for i, n in sorted(sentence.numbers.items()):
            here.append(_figure(sentence, i, n, here, lexicon, around))
        told_together(here, lexicon, around)
        here += sums.nobody(sentence, lexicon, around)
        here += sums.both(sentence, lexicon, around)
        here += uncounted(sentence, lexicon, around)
        told += people.mentions(sentence, named, around)
        here.sort(key=lambda f: f.number.start)
        fill(here, found, lexicon, around)
        found += [f for f in here if _kept(f, lexicon)]
    repeat(found, lexicon)
    singles = distinct(told, lexicon)
    found = [f for f in found if not _one_more(f, lexicon) or _last_of_total(f, found, lexicon)]
    leave_out(found, singles, lexicon)
    return sorted([*found, *singles], key=lambda f: f.number.start)


def _figure(
    sentence: Parsed, i: int, number: Number, before: list[Figure], lexicon: Lexicon, around: Surroundings
) -> Figure:
    """One number with its measure as its own links give it, or those of the figures before it in the sentence."""
    f = blank(sentence, sentence.doc[i], number)
    if number.form == "complement":
        f.target, f.ties = _remainder(f)
    if bare := _stands_bare(f, lexicon):
        f.target, f.ties = Counted(f.target.anchor, None), [Link(bare, f.target.anchor, 0.6), *f.ties]
    if f.target.noun is None:
        f.target = _noun_of_toll(f)
        if f.target.noun is not None:
            # "the number of displaced families"
            f.ties = [*f.ties, *modifiers(f.target.noun, 1.2)]
    f.number = sums.widened(f, lexicon)
    f.classes = classes_of(f.target.noun, lexicon)
    f.ties = sorted([*f.ties, *understood(f)], key=lambda k: k.distance)
    f.reading = match(f.number, f.target, f.ties, lexicon, around, f.token)
    f.reading = same_kind(f, before, lexicon, around) or f.reading
    f.reading = None if of_kin(f, lexicon) else as_others(f, lexicon)
    f.per = per(f, lexicon)
    f.counter = counter(f, lexicon)
    if is_base(f) and f.reading is not None and f.reading.kind != "noun" and not _of_its_own(f, f.reading.governor):
        # "3 of 10 people were killed": of the ten nothing is told
        f.reading = None
    if f.per is not None and f.per not in ("day", "week", "month", "year", "hour"):
        f.reading = None
    return f


def _stands_bare(f: Figure, lexicon: Lexicon) -> str | None:
    """As in "4 shot at house party", "300 march on capital": what reads like a noun in the singular is said of several.

    It is the state of them or what they do; None where it is a noun.
    """
    noun = f.target.noun
    if noun is None or noun.tag_ != "NN" or f.number.best == 1 or noun.i != f.token.i + 1:
        return None
    kinds = ("state", "agent")
    return next((k for k in kinds if any(len(t.words) == 1 for t in lexicon.triggers[k].get(noun.lower_, ()))), None)


def _of_its_own(f: Figure, governor: Token | None) -> bool:
    """Whether a governing word stands in the figure's own phrase: "four of the ten plants that were raided"."""
    return governor is not None and f.target.anchor.is_ancestor(governor)


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


def _kept(f: Figure, lexicon: Lexicon) -> bool:
    """Whether a number is a figure at all; "one" and "the two" need words that count them."""
    number = f.number
    core = number.text[number.core_start - number.start : number.core_end - number.start].lower()
    if number.form == "ordinal":
        if _one_more(f, lexicon):
            # whether it is the last of a total is known when all are told
            return True
        done = f.token.tag_ != "CD" and f.reading is not None and f.reading.kind in ("patient", "agent", "state")
        return f.reading is not None and (f.reading.kind in ("noun", "toll") or (done and f.reading.score <= 1.2))
    if number.form == "zero":
        return f.reading is not None or number.text.lower().startswith("not")
    if number.form == "modifier":
        return number.unit is not None
    if f.implicit:
        return f.reading is not None
    if core == "one":
        return _kept_one(f)
    noun = f.target.noun
    if (
        f.reading is None
        and noun is not None
        and noun.lemma_ in lexicon.word_set("counted_by_nobody")
        and number.unit is None
    ):
        return False
    definite = f.parsed.doc[f.token.i - 1].lower_ in ("the", "these", "those", "both") if f.token.i else False
    return not (f.reading is None and definite and number.best is not None and number.best <= 10 and core.isalpha())


def _one_more(f: Figure, lexicon: Lexicon) -> bool:
    """As in "a second man was wounded": one more person, counted as single people are, not the second of a kind."""
    reading = f.reading
    if f.number.form != "ordinal" or reading is None or f.number.text[0].isdigit():
        return False
    return reading.kind in ("patient", "agent", "state") and lexicon.measures[reading.measure].singles


def _last_of_total(f: Figure, found: Sequence[Figure], lexicon: Lexicon) -> bool:
    """As in "two people were killed; a third died on Friday": the ones before are counted as well."""
    before = f.number.best - 1 if f.number.best is not None else None
    told = [g for g in found if g.measure == f.measure and g.number.form == "cardinal" and not is_other(g, lexicon)]
    return before is not None and any(g.number.best == before for g in told)


def _kept_one(f: Figure) -> bool:
    """As in "one" counts where it is hedged, where it continues a list, or where something is done to it."""
    if f.number.qualifier != "exact":
        return True
    if f.reading is None or (f.token.i and f.parsed.doc[f.token.i - 1].lower_ in ("no", "the", "this", "that")):
        return False
    if f.inherited:
        return f.target.noun is None
    listed = f.target.noun is not None and f.target.noun.dep_ == "conj" and numbered(f.target.noun.head)
    only = listed or f.parsed.doc[f.token.i - 1].lower_ in ("only", "just") if f.token.i else False
    return only or (
        f.reading.kind in ("patient", "agent", "state", "noun")
        and f.reading.score <= 1.2
        and not f.reading.rule.background
    )

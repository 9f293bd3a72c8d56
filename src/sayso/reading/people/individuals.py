"""Which mentions are of one person, so that nobody is counted twice, and what became of each person in the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sayso.codebook.lexicon import Lexicon
from sayso.model.number import Number
from sayso.reading.figure import Figure
from sayso.reading.people.mention import LONGEST, Mention


@dataclass(slots=True, eq=False)
class Individual:
    """A person of a report, as far as known from all mentions."""

    mentions: list[Mention] = field(default_factory=list)
    sex: str = ""
    age: int | None = None
    first: str = ""
    last: str = ""
    offender: bool = False
    killer: bool = False
    grown: bool | None = None
    nouns: set[str] = field(default_factory=set)

    @property
    def measures(self) -> set[str]:
        """What was done to, or became of, the person."""
        return {k for m in self.mentions for k in m.measures}

    def take(self, m: Mention) -> None:
        """Add a mention and what it says."""
        self.mentions.append(m)
        self.sex = self.sex or m.sex
        self.age = self.age if self.age is not None else m.age
        self.last, self.first = self.last or m.last, self.first or m.first
        self.offender, self.killer = self.offender or m.offender, self.killer or m.killer
        self.grown = self.grown if self.grown is not None else m.grown
        self.nouns.add(m.noun)


def distinct(mentions: Sequence[Mention], lexicon: Lexicon) -> list[Figure]:
    """One figure for each person and measure, in order of the text."""
    people: list[Individual] = []
    harmed = frozenset(k for name, over in lexicon.overruled.items() if over for k in (name, *over))
    for m in mentions:
        person = _same(m, people, harmed)
        if person is None:
            person = Individual()
        else:
            people.remove(person)
        person.take(m)
        people.append(person)
    return _listed(sorted((f for p in people for f in _ends(p, lexicon)), key=lambda f: f.number.start))


def _same(m: Mention, people: list[Individual], harmed: frozenset[str]) -> Individual | None:
    """The person told of before that a mention means, the last told of first; None for somebody new."""
    owner = next((p for p in reversed(people) if m.owner and p.sex in ("", m.owner) and m.noun not in p.nouns), None)
    # "her sister" is not she
    fit = [p for p in reversed(people) if p is not owner and _may_be(m, p)]
    if m.last:
        named = [p for p in fit if p.last == m.last or (not m.first and m.last in (p.first, p.last))]
        if named:
            return named[0]
        fit = [p for p in fit if not p.last]
    if m.anew:
        return None
    # who is charged is not who was killed, as long as no name or noun says so
    alike = [p for p in fit if m.measures.isdisjoint(harmed) == p.measures.isdisjoint(harmed)]
    if m.kind == "pronoun":
        return next(iter(alike), next(iter(fit), None))
    if m.kind == "definite":
        alike = [*(p for p in fit if m.noun and m.noun in p.nouns), *alike]
    same = [p for p in alike if m.noun and m.noun in p.nouns]
    same = [p for p in same if m.measures & p.measures] or same
    return next(
        iter(same),
        next((p for p in alike if m.age is not None and m.age == p.age), next(iter(alike), None)),
    )


def _ends(person: Individual, lexicon: Lexicon) -> list[Figure]:
    """Of each measure the first telling, without those that another overrules; a noun is shown before a name."""
    first: dict[str, Figure] = {}
    for m in sorted(person.mentions, key=lambda m: m.kind in ("pronoun", "name")):
        for f in m.fates:
            if f.reading is not None:
                first.setdefault(f.reading.measure, f)
    over = {name for measure in first for name in lexicon.overruled[measure]}
    kept: dict[str, Figure] = {}
    for name, f in first.items():
        other = lexicon.measures[name].single_as
        if name in over or other in over or f.reading is None:
            continue
        if other is not None:
            f.reading = replace(f.reading, rule=lexicon.measures[other])
        if (person.offender or person.killer) and lexicon.overruled[name]:
            f.group = lexicon.settings["people"]["offenders_group"]
        kept.setdefault(other or name, f)
    return list(kept.values())


def _listed(found: list[Figure]) -> list[Figure]:
    """Figures of one list become one: "a man and his wife were killed" counts two."""
    kept: list[Figure] = []
    for f in found:
        last = kept[-1] if kept else None
        if last is None or last.parsed is not f.parsed or last.measure != f.measure or not _in_one_list(last, f):
            kept.append(f)
            continue
        start, end = last.number.start, f.number.end
        total = (last.number.best or 0) + (f.number.best or 0)
        shown = f.parsed.text[start - f.parsed.sentence.start : end - f.parsed.sentence.start]
        last.number = Number(start, end, start, end, start, end, shown, total, total, total, "exact", "implicit")
    return kept


def _in_one_list(a: Figure, b: Figure) -> bool:
    return b.token in a.token.conjuncts and b.number.end - a.number.start <= LONGEST


def _may_be(m: Mention, p: Individual) -> bool:
    """Whether nothing speaks against a mention being of this person."""
    if m.sex and p.sex and m.sex != p.sex:
        return False
    if m.age is not None and p.age is not None and m.age != p.age:
        return False
    if m.grown is not None and p.grown is not None and m.grown != p.grown:
        return False
    if m.last and p.last and m.last not in (p.last, p.first):
        return False
    if m.first and p.first and m.first != p.first:
        return False
    if m.kind == "indefinite" and p.last and not m.last and not m.measures & p.measures:
        # "Anna Reed was killed. A woman was hurt": who was named is not told of anew as somebody, with another fate
        return False
    if p.killer and m.victim and not m.offender and not m.killer:
        return False
    if (m.offender or m.killer) != (p.offender or p.killer) and not (p.last or m.last) and m.kind != "pronoun":
        return m.killer and not p.mentions[0].victim
    return not (
        m.kind != "pronoun"
        and not (m.last and m.last == p.last)
        and any(q.parsed is m.parsed and q.kind != "pronoun" and not _apposed(q, m) for q in p.mentions)
    )


def _apposed(a: Mention, b: Mention) -> bool:
    """Whether two mentions of one sentence say the same person twice: "the victim, Anna Reed"."""
    return (
        a.shown.i == b.shown.i
        or (a.token.dep_ == "appos" and a.token.head == b.token)
        or (b.token.dep_ == "appos" and b.token.head == a.token)
        or bool(a.last and a.last == b.last)
        or (b.kind == "definite" and a.token.i < b.token.i and b.token not in a.token.conjuncts)
    )

"""What a count is asked: which measure, of which group, over which kind of incidents, where and when."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from sayso.atlas.calendar import Interval
from sayso.codebook.lexicon import Lexicon
from sayso.counting.areas import Area
from sayso.counting.intervals import shown
from sayso.errors import RefusedError

INCIDENTS = "incidents"
# Shares, ages, lengths of time and distances are figures that no sum has a meaning of.
_NO_SUM = frozenset(["percent", "year", "month", "week", "day", "hour", "mile"])


@dataclass(frozen=True, slots=True)
class Question:
    """A measure to total, or incidents to count, with `having` those of which a measure is told."""

    measure: str
    having: str | None = None
    group: str | None = None
    type: str | None = None
    where: Area | None = None
    when: Interval | None = None

    @property
    def told_by(self) -> str | None:
        """The measure that incidents must tell of."""
        return self.having if self.measure == INCIDENTS else self.measure

    def call(self) -> str:
        """The question as a command."""
        words = ["sayso", "count", "--measure", self.measure]
        for name in ("having", "group", "type"):
            if (value := getattr(self, name)) is not None:
                words += [f"--{name}", value]
        if self.where is not None:
            words += ["--where", self.where.shown]
        if self.when is not None:
            words += ["--when", shown(self.when)]
        return shlex.join(words)

    def checked(self, lexicon: Lexicon) -> Question:
        """The question itself; raises RefusedError where the codebooks know no such measure, type or sum."""
        for name, value in (("--measure", self.measure), ("--having", self.having)):
            if value is not None and value != INCIDENTS and value not in lexicon.measures:
                called = [n for n, m in lexicon.measures.items() if value in (m.label, n.partition("_")[2])]
                known = ", ".join(called or sorted(n for n, m in lexicon.measures.items() if not m.background)[:6])
                raise RefusedError(
                    "measure-unknown",
                    f"there is no measure {value!r}",
                    where=name,
                    hint=f"write {known}"
                    if called
                    else f"measures are incidents, {known} …; `sayso codebook show common` lists more",
                )
        if self.having is not None and self.measure != INCIDENTS:
            raise RefusedError(
                "having-of-figures",
                "only incidents are counted by what they have",
                where="--having",
                hint=f"leave it out, or write --measure incidents --having {self.having}",
            )
        if self.measure != INCIDENTS:
            self._summable(lexicon)
        families = {e.family for e in lexicon.events.values()}
        if self.type is not None and self.type not in lexicon.events and self.type not in families:
            raise RefusedError(
                "type-unknown",
                f"there is no type of incident {self.type!r}",
                where="--type",
                hint=f"types are {', '.join(sorted(lexicon.events))}",
            )
        return self

    def _summable(self, lexicon: Lexicon) -> None:
        rule = lexicon.measures[self.measure]
        if rule.background:
            raise RefusedError(
                "measure-of-no-incident",
                f"{rule.label!r} is told of periods, of no single incident",
                where="--measure",
                hint="`sayso series` lists such figures",
            )
        if rule.unit in _NO_SUM:
            raise RefusedError(
                "measure-without-sum",
                f"{rule.label!r} is told in {rule.unit}: a sum of it means nothing",
                where="--measure",
                hint="`sayso reconcile` lists the figures one by one",
            )

"""A plain English question becomes a count: times, places, then the words of the codebooks; the rest is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from sayso.codebook.lexicon import Lexicon
from sayso.counting.areas import Area
from sayso.counting.count import answer, place_of
from sayso.counting.intervals import Intervals, shown, together
from sayso.counting.question import INCIDENTS, Question
from sayso.counting.result import Count
from sayso.counting.words import Vocabulary, Words
from sayso.errors import RefusedError
from sayso.pipeline import Ledger

_NAME = (
    r"(?:[A-Z][\w.'’-]*)(?:\s+(?:(?:of|de|del|la|the|and)\s+)?(?:[A-Z][\w.'’-]*)|\s+(?:county|state|city|province)\b)*"
)
_BRACKET = r"(?:\s*\([^()]+\))?"
_PLACE = re.compile(rf"(?:\b[a-z]+\s+of\s+)?{_NAME}{_BRACKET}(?:,\s*{_NAME}{_BRACKET})*")
_WORD = re.compile(r"[\w’'-]+")
_LONGEST = 5
HINT = "ask as in: How many people were killed in shootings in Ohio in 2015?"


def ask(ledger: Ledger, words: str) -> Count:
    """The count that a question in plain English asks for; raises RefusedError where it is not understood."""
    return answer(ledger, understood(words, ledger.lexicon))


def understood(words: str, lexicon: Lexicon, *, today: date | None = None) -> Question:
    """The count that a question asks for; raises RefusedError with what was understood.

    >>> from sayso.codebook.loading import lexicon
    >>> understood("How many people were killed in shootings in Ohio in 2015?", lexicon()).call()
    "sayso count --measure persons_killed --type shooting --where 'Ohio, US' --when 2015"
    """
    return Asking(lexicon, today).understood(words)


@dataclass(slots=True)
class _Heard:
    """What was understood so far."""

    measures: list[str] = field(default_factory=list)
    having: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    incidents: bool = False
    groups: list[str] = field(default_factory=list)
    classes: frozenset[str] = frozenset()
    counted: str | None = None
    odd: list[str] = field(default_factory=list)
    opened: bool = False


class Asking:
    """Understands questions with the words of some codebooks."""

    def __init__(self, lexicon: Lexicon, today: date | None = None) -> None:
        self._lexicon = lexicon
        self._words = Vocabulary(lexicon)
        self._intervals = Intervals(lexicon, today)

    def understood(self, words: str) -> Question:
        """The count that a question asks for; raises RefusedError."""
        text = " ".join(words.split())
        times = self._intervals.find(text)
        left = text
        for t in times:
            left = left[: t.start] + " " * (t.end - t.start) + left[t.end :]
        spans = together(times)
        places, left = self._places(left)
        heard = self._heard(left)
        more, heard.odd = self._small_places(heard.odd) if not places else ([], heard.odd)
        places += more
        told = self._told(heard, places, [shown(t) for t in spans])
        if not heard.opened:
            raise self._refusal(text, "it does not begin with 'how many' or the like", told)
        if len(spans) > 1:
            raise self._refusal(text, "it asks for several times at once", told)
        if len({p.entry.id for p in places}) > 1:
            raise self._refusal(text, "it asks for several places at once", told)
        if heard.odd:
            odd = ", ".join(repr(w) for w in dict.fromkeys(heard.odd))
            raise self._refusal(text, f"these words were not understood: {odd}", told)
        question = self._question(heard, text, told)
        where, when = next(iter(places), None), spans[0] if spans else None
        return Question(question.measure, question.having, question.group, question.type, where, when)

    def _places(self, text: str) -> tuple[list[Area], str]:
        """Places that are written large, and the text without them."""
        found, left = [], text
        for match in _PLACE.finditer(text):
            start, name = self._begin(match)
            if not name:
                continue
            here = self._named(name)
            if not here:
                continue
            found += here
            left = left[:start] + " " * (match.end() - start) + left[match.end() :]
        return found, left

    def _named(self, name: str) -> list[Area]:
        """The place of a name; of "Ohio and Indiana" both; none where a part of it is no place."""
        try:
            return [place_of(name, self._lexicon)]
        except RefusedError:
            both = [self._named(part) for part in name.split(" and ")] if " and " in name else []
            return [place for part in both for place in part] if all(both) else []

    def _begin(self, match: re.Match[str]) -> tuple[int, str]:
        """A place's name without the words of the question before it ("How", "Count")."""
        start, name = match.start(), match.group()
        first = name.split()[0]
        while (first.lower(),) in {o[:1] for o in self._words.openers} and start < match.end():
            rest = name[len(first) :].lstrip()
            start, name = match.end() - len(rest), rest
            if not name:
                break
            first = name.split()[0]
        lead = re.match(r"[a-z]+\s+of\s+", name)
        kinds = {w for words in self._lexicon.settings["questions"]["kinds"].values() for w in words}
        if lead and name.split()[0] not in kinds:
            start, name = start + lead.end(), name[lead.end() :]
        return start, name

    def _small_places(self, odd: list[str]) -> tuple[list[Area], list[str]]:
        """The places that words which were not understood name together, written small ("in ohio")."""
        if not odd:
            return [], []
        try:
            return [place_of(" ".join(odd), self._lexicon)], []
        except RefusedError:
            return [], odd

    def _heard(self, text: str) -> _Heard:
        """The words of a question, the longest phrase at each place first."""
        words = tuple(w.lower().replace("’", "'").removesuffix("'s") for w in _WORD.findall(text))
        heard, at, head = _Heard(), 0, False
        while at < len(words):
            if (size := _longest(words, at, self._words.openers.__contains__)) and not heard.opened:
                at, heard.opened, head = at + size, True, True
                continue
            size, content = self._phrase(words, at, heard, head=head)
            head = head and not content
            if not size:
                heard.odd.append(words[at])
            at += size or 1
        return heard

    def _phrase(self, words: Words, at: int, heard: _Heard, *, head: bool) -> tuple[int, bool]:
        """Take the longest phrase that is understood; its length, and whether it is what is counted."""
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            phrase = words[at : at + size]
            if phrase in self._words.having:
                heard.having.append(self._words.having[phrase])
                return size, False
            if self._noun(phrase, words[at + size : at + size + 1], heard, head=head):
                return size, head
            if phrase in self._words.idle:
                return size, False
        return 0, False

    def _noun(self, phrase: Words, following: Words, heard: _Heard, *, head: bool) -> bool:
        """Understand a phrase as what is counted, a kind of incident or a measure."""
        vocabulary = self._words
        if phrase in vocabulary.incidents:
            heard.incidents = True
            return True
        if head and (deed := self._deadly(phrase)) is not None:
            heard.incidents = True
            heard.having.append(deed[0])
            heard.kinds.append(deed[1])
            return True
        kind = vocabulary.kind(phrase)
        special = kind is not None and not self._lexicon.events[kind].generic
        told = vocabulary.best(phrase, heard.classes)
        before_incidents = following in vocabulary.incidents
        if (
            kind is not None
            and (special or told is None)
            and (before_incidents or not (told and told.relation in ("nouns", "tolls")))
        ):
            if head and not before_incidents:
                heard.incidents = True
            if head or special or told is None or told.is_noun:
                heard.kinds.append(kind)
                return True
        if told is not None:
            (heard.having if before_incidents or heard.incidents else heard.measures).append(told.measure)
            return True
        if phrase in vocabulary.anybody:
            return True
        is_counted, group, classes = vocabulary.group_of(phrase)
        if is_counted and (group is not None or "person" not in classes):
            heard.counted, heard.classes = " ".join(phrase), classes
            heard.groups += [group] if group is not None else []
            return True
        return False

    def _deadly(self, phrase: Words) -> tuple[str, str] | None:
        """The measure and the kind of incident of words such as "fatal shootings"."""
        told, kind = self._words.best(phrase, frozenset()), self._words.kind(phrase[1:])
        if told is None or kind is None or told.relation != "noun_of" or self._words.kind(phrase) is not None:
            return None
        return told.measure, kind

    def _question(self, heard: _Heard, text: str, told: list[str]) -> Question:
        """One measure, one kind, one group: whatever is more than that is refused."""
        measures, having = list(dict.fromkeys(heard.measures)), list(dict.fromkeys(heard.having))
        kinds, groups = list(dict.fromkeys(heard.kinds)), list(dict.fromkeys(heard.groups))
        if heard.incidents:
            having, measures = list(dict.fromkeys([*having, *measures])), []
        elif having:
            measures = list(dict.fromkeys([*measures, *having]))
            having = []
        for several, what in (
            (measures, "measures"),
            (having, "measures"),
            (kinds, "kinds of incidents"),
            (groups, "groups"),
        ):
            if len(several) > 1:
                raise self._refusal(text, f"it asks for several {what} at once: {', '.join(several)}", told)
        if not measures and not heard.incidents:
            raise self._refusal(text, "it does not say what is to be counted", told)
        group = groups[0] if groups else None
        kind = kinds[0] if kinds else None
        if heard.incidents:
            return Question(INCIDENTS, having[0] if having else None, group, kind)
        rule = self._lexicon.measures[measures[0]]
        if heard.counted and heard.classes and not heard.classes & set(rule.counts or heard.classes):
            raise self._refusal(text, f"{heard.counted!r} are not what {rule.name} counts", told)
        return Question(measures[0], None, group, kind)

    def _told(self, heard: _Heard, places: list[Area], times: list[str]) -> list[str]:
        """What was understood, in words."""
        found = [f"measure {m}" for m in dict.fromkeys([*heard.measures, *heard.having])]
        found += ["measure incidents"] if heard.incidents else []
        found += [f"type {k}" for k in dict.fromkeys(heard.kinds)] + [f"group {g}" for g in dict.fromkeys(heard.groups)]
        return found + [f"place {p.shown}" for p in places] + [f"time {t}" for t in times]

    def _refusal(self, text: str, why: str, told: list[str]) -> RefusedError:
        known = f"; understood: {', '.join(told)}" if told else "; nothing of it was understood"
        return RefusedError("question-not-understood", why + known, where=text, hint=HINT)


def _longest(words: Words, at: int, known: Callable[[Words], bool]) -> int:
    """The length of the longest phrase here that is known, 0 for none."""
    return next((n for n in _sizes(words, at) if known(words[at : at + n])), 0)


def _sizes(words: Words, at: int) -> Iterator[int]:
    yield from range(min(_LONGEST + 1, len(words) - at), 0, -1)

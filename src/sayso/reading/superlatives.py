"""Superlatives of events: "the largest single-state workplace operation in the country's history"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.codebook import forms
from sayso.codebook.lexicon import Lexicon
from sayso.model.report import Report
from sayso.model.statement import Statement
from sayso.model.superlative import Superlative
from sayso.reading.setting import Setting
from sayso.reading.telling import Telling
from sayso.reading.voices import voice_round
from sayso.reading.whereabouts import preposition_before

_MOST_MODIFIERS = 6
# No modifier of the noun: the phrase has ended, or its noun is another one ("the largest of the barns").
_NO_MODIFIER = r"(?!(?:of|in|at|on|to|for|by|from|with|that|who|which|the|an?|is|was|are|were|has|had)\b)"
# capitalised words, as they stand in a pattern that is read without regard to capitals
_NAME = r"(?-i:[A-Z])[\w.’'-]*(?: (?-i:[A-Z])[\w.’'-]*)*"


@dataclass(frozen=True, slots=True)
class Claimed:
    """A superlative before it is known who says so and of which event."""

    start: int
    end: int
    head: int
    family: str
    rank: str | None
    bounds: tuple[tuple[str, str], ...]


class SuperlativeReader:
    """Finds superlatives of events with the words of a lexicon: its event nouns, and the language's superlatives."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.settings["superlatives"]
        self._family = {_spaced(word): name for name, group in words["families"].items() for word in group}
        self._same = {word: group[0] for group in words["same"] for word in group}
        self._empty = frozenset(words["empty"])
        tails = {bounds: "|".join(p).replace("{name}", _NAME) for bounds, p in words["tails"].items()}
        self._tails = [(bounds, re.compile(rf"\s+(?:{p})", re.I)) for bounds, p in tails.items()]
        nouns = {n for e in lexicon.events.values() for n in e.nouns if " " not in n} | set(words["heads"])
        head = _any_of({form for noun in nouns for form in (noun, *forms.plural(noun))})
        modifier = rf"{_NO_MODIFIER}[A-Za-z][\w.&’'-]*\s+"
        behind = _any_of({*words["compounds"], *lexicon.word_set("heads_of_compounds")})
        self._phrase = re.compile(
            rf"\b(?:(?P<rank>{_any_of(words['ranks'])})\s+)?"
            rf"(?:(?P<owner>(?:the\s+)?[A-Za-z][\w.]{{0,40}}(?:['’]s|s['’]))|{_any_of(words['determiners'])})\s+"
            rf"(?:(?P<place>{_any_of(words['places'])})[\s-]+)?"
            rf"(?P<word>{_any_of(self._family)})(?P<ever>[- ]ever)?"
            rf"(?:\s+(?P<modifiers>(?:{modifier}){{0,{_MOST_MODIFIERS}}}?)"
            rf"(?P<head>(?:{head})(?:\s+(?:{head}))*)\b(?!\s+(?:{behind})\b)"
            # "the raid was the largest in U.S. history"
            rf"|(?=\s+(?:{'|'.join(tails[name] for name in words['without_noun'])})))",
            re.I,
        )

    def find(self, text: str) -> list[Claimed]:
        """Superlatives of a text, in order.

        >>> from sayso.codebook.loading import lexicon
        >>> text = "It was the largest single-state raid in U.S. history, officials said."
        >>> [(text[c.start : c.end], c.bounds) for c in SuperlativeReader(lexicon()).find(text)]
        [('the largest single-state raid in U.S. history', (('single-state', 'single-state'), ('in country', 'in U.S. history')))]
        """
        return [self._claimed(text, match) for match in self._phrase.finditer(text)]

    def _claimed(self, text: str, match: re.Match[str]) -> Claimed:
        owner = match["owner"]
        bounds = [("place", owner)] if owner else []
        bounds += [("modifier", word) for word in (match["modifiers"] or "").split()]
        bounds += [("history", "ever")] * bool(match["ever"])
        end = match.end()
        while (tail := self._tail(text, end)) is not None:
            kind, end, words = tail
            bounds.append((kind, words))
        rank = match["rank"] or match["place"]
        return Claimed(
            match.start(),
            end,
            match.end(),
            self._family[_spaced(match["word"].lower())],
            " ".join(rank.lower().split()) if rank else None,
            tuple((self._bound(kind, words), words) for kind, words in bounds),
        )

    def _bound(self, kind: str, words: str) -> str:
        """One name for what means the same: "in U.S. history", "the nation's", "in the country"."""
        if kind not in ("history", "place"):
            return words.lower()
        # a name keeps its apostrophe and hyphen: erased names are known letter for letter
        found = re.findall(r"[\w.’'-]*\w", re.sub(r"['’]s\b|['’](?!\w)", "", words.lower()))
        named = [self._same.get(w, w) for w in found]
        return " ".join(["in", *(w for w in named if w not in self._empty)])

    def _tail(self, text: str, at: int) -> tuple[str, int, str] | None:
        """The phrase behind the noun that bounds it: its kind, end and words."""
        for kind, pattern in self._tails:
            match = pattern.match(text, at)
            if match is not None:
                return kind, match.end(), " ".join(match.group().split())
        return None


def superlatives(
    report: Report,
    setting: Setting,
    found: Iterable[Claimed],
    statements: Sequence[Statement],
    made: Sequence[Telling],
) -> dict[int, list[Superlative]]:
    """Superlatives by the number of the telling that they are of: the one whose event word they hold, or that is nearest."""
    told: dict[int, list[Superlative]] = {}
    for claimed in found:
        # a phrase that bounds it may stand behind what is quoted: "in what police called the worst raid since 1990"
        voice = voice_round((claimed.start, claimed.head), statements)
        telling = _telling_of(claimed, setting, made)
        if telling is not None:
            told.setdefault(telling.index, []).append(_superlative(report, claimed, voice))
    return told


def without_bounds(setting: Setting, found: Sequence[Claimed]) -> Setting:
    """A setting without the days that bound a superlative: "the largest raid since 1990" was not in 1990."""
    bounds = [(c.head, c.end) for c in found]
    kept = [
        m
        for m in setting.moments
        if preposition_before(setting.text, m.start) != "since" or not any(a <= m.start < b for a, b in bounds)
    ]
    return setting if len(kept) == len(setting.moments) else replace(setting, moments=kept)


def _superlative(report: Report, claimed: Claimed, voice: Statement | None) -> Superlative:
    return Superlative(
        report.id,
        claimed.start,
        claimed.end,
        report.text[claimed.start : claimed.end],
        claimed.family,
        claimed.rank,
        tuple(words for _, words in claimed.bounds),
        tuple(kind for kind, _ in claimed.bounds),
        voice.speaker if voice else None,
        voice.role if voice else None,
        voice.via if voice else None,
        voice.directness if voice else "own",
        report.published,
    )


def _telling_of(claimed: Claimed, setting: Setting, made: Sequence[Telling]) -> Telling | None:
    """The telling whose event word the phrase holds, else that of its sentence or the one before."""
    here = next((s.index for s in setting.sentences if s.start <= claimed.start < s.end), None)
    if here is None:
        return None
    near = list(_near(claimed, here, made))
    return min(near, key=lambda n: n[:2])[2] if near else None


def _near(claimed: Claimed, here: int, made: Sequence[Telling]) -> Iterator[tuple[int, int, Telling]]:
    for telling in made:
        for anchor in telling.anchors:
            if 0 <= here - anchor.sentence <= 1 and not telling.background:
                inside = claimed.start <= anchor.offset < claimed.end
                yield (0 if inside else 1 + here - anchor.sentence), abs(claimed.head - anchor.offset), telling


def _spaced(words: str) -> str:
    """Words with one space where there are hyphens or several spaces."""
    return " ".join(re.split(r"[\s-]+", words))


def _any_of(words: Iterable[str]) -> str:
    return forms.either(map(_spaced, words), r"[\s-]+")

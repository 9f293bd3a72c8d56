"""Judges the capitalised runs of one report: each must be withheld unless it is known to name no private person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from sayso.masking.surroundings import Surroundings
from sayso.masking.vocabulary import Vocabulary, key, region
from sayso.masking.words import Run, is_given_name, may_open, may_stand, plain, runs

_PLURAL = frozenset(["police", "people", "men", "women", "children", "staff", "media"])


class Judge:
    """The names of one report. `places` are (start, end, country, state) of resolved places, `persons` spans of
    people as the entity model sees them, `officials` and `voices` the speakers in and out of office."""

    def __init__(self, vocabulary: Vocabulary, text: str, names: Mapping[str, Any], author: str | None = None) -> None:
        self.v = vocabulary
        self.text = text
        self.places: list[tuple[int, int, str, str]] = [tuple(p) for p in names.get("places", [])]
        self.persons = [(int(s), int(e)) for s, e, label in names.get("entities", []) if label == "PERSON"]
        self.officials = [name for s in names.get("officials", []) if (name := self._spoken_name(s))]
        self.voices: Sequence[str] = names.get("voices", [])
        self.author = author or ""
        self.around = Surroundings(vocabulary, text, self.places)
        self.runs = list(runs(text, vocabulary.abbreviations, vocabulary.closed))

    # --- who is private ------------------------------------------------------------------------------

    @cached_property
    def private(self) -> frozenset[str]:
        """Words of private persons' names anywhere in the report."""
        found: set[str] = set(self._of_author())
        for run in self.runs:
            rest = self._rest(run, strict=True)
            if rest is None:
                continue
            if len(rest.words) > 1 and not _capitals(rest):
                found |= _name_words(rest)
            elif _capitals(rest):
                found |= {w for w in _name_words(rest) if not may_stand(w)}
            elif self.around.personal(rest):
                found |= _name_words(rest)
        for start, end in self.persons:
            if any(p[0] <= start and end <= p[1] for p in self.places):
                continue
            entity = self._remainder(Run(start, end, self.text[start:end]))
            if entity is not None and not self._official(entity) and region(entity.text) is None:
                found |= _name_words(entity)
        for voice in self.voices:
            found |= self._of_voice(voice)
        return frozenset(found - self.v.never_private)

    @cached_property
    def singles(self) -> frozenset[str]:
        """Single words written large that are withheld: small, beside another word, they may be a name again."""
        found = set()
        for run in self.runs:
            rest = self.failing(run)
            if rest is not None and len(rest.words) == 1:
                found |= _name_words(rest)
        return frozenset(found)

    def _of_author(self) -> Iterator[str]:
        for run in runs(self.author, self.v.abbreviations, self.v.closed):
            rest = self._remainder(run)
            if rest is not None and plain(rest.words[-1]) not in self.v.markers | self.v.press:
                yield from _name_words(rest)

    def _of_voice(self, voice: str) -> set[str]:
        """A speaker out of office: the words of his or her name; all words where it is written small and without article."""
        found: set[str] = set()
        large = list(runs(voice, self.v.abbreviations, self.v.closed))
        for run in large:
            rest = self._remainder(run)
            if rest is not None and not self._body(rest) and not self._official(rest) and region(rest.text) is None:
                found |= _name_words(rest)
        words = [plain(w) for w in voice.split()]
        known = self.v.closed | self.v.titles
        plural = words[-1].endswith("s") or words[-1] in _PLURAL if words else False
        if (
            not large
            and len(words) > 1
            and not plural
            and not any(w in known or w.removesuffix("s") in known for w in words)
        ):
            # "destiny child wrote": a single noun without an article is a name
            found |= set(words)
        return found

    def _spoken_name(self, speaker: str) -> tuple[str, ...]:
        """The words of a speaker's name without office, () where he or she speaks as a relative or witness.

        The office is a word written small, or stands large before the name: "Charity Case" and "Ann Judge" hold none.
        """
        words = speaker.split()
        if {plain(w) for w in words} & self.v.private_roles:
            return ()
        found: list[str] = []
        in_office = any(w[0].islower() and plain(w).removesuffix("s") in self.v.offices for w in words)
        for run in runs(speaker, self.v.abbreviations, self.v.closed):
            rest = self._remainder(run)
            if rest is None:
                continue
            in_office = in_office or rest.start > run.start
            if not self._body(rest):
                found += [w for w in map(plain, rest.words) if w not in self.v.titles]
        return tuple(found) if in_office else ()

    # --- judging --------------------------------------------------------------------------------------

    def failing(self, run: Run) -> Run | None:
        """What of a run must be withheld, None where all of it may leave."""
        if self.around.place(run) and not any(plain(w) in self.private for w in run.words):
            return None
        rest = self._rest(run)
        return self._failing_capitals(rest) if rest is not None and _capitals(rest) else rest

    def _rest(self, run: Run, *, strict: bool = False) -> Run | None:
        """What of a run is left when all that names nobody is taken away; `strict` as for `_cleared`."""
        rest = self._remainder(run)
        if rest is None or self._cleared(rest, run, strict=strict):
            return None
        for count in range(1, len(rest.pieces)):
            if self._passing_tail(rest.tail(count)) and self._cleared(rest.head(count), run, strict=strict):
                # "Mississippi Wednesday", "Iowa ICE"
                return None
        return rest

    def _remainder(self, run: Run) -> Run | None:
        """A run without the words of the language, offices and registered bodies that it begins with."""
        rest: Run | None = run
        while rest is not None:
            pieces = rest.pieces
            count = self._lead(pieces)
            if count == 0:
                return rest
            rest = rest.tail(count) if count < len(pieces) else None
        return None

    def _lead(self, pieces: Sequence[Run]) -> int:
        """How many words at the head of a run name nobody."""
        for size in range(min(self.v.longest, len(pieces)), 0, -1):
            words = key(" ".join(p.text for p in pieces[:size]))
            if words in self.v.phrases or words in self.v.long_titles:
                return size
        first = plain(pieces[0].text)
        if (
            first in self.v.closed
            or all(p in self.v.closed for p in first.split("-"))
            or (first in self.v.titles and not is_given_name(first))
        ):
            return 1
        # bearings and peoples go with what follows them, never alone
        return 0

    def _cleared(self, run: Run, whole: Run, *, strict: bool = False) -> bool:
        """Whether what is left of a run names no private person; `strict` where privacy itself is being found out."""
        bare = [plain(w) for w in run.words]
        if not bare or key(run.text) in self.v.phrases or self._official(run):
            return True
        if not strict and any(w in self.private for w in bare):
            return False
        if self.around.place(run, strict=strict):
            return True
        if any(s < run.end and run.start < e for s, e in self.persons):
            return False
        if len(bare) == 1:
            return self._single(run, opened=run.start == whole.start and self.around.opens(run))
        if bare[0] in self.v.peoples:
            rest = run.tail(1)
            return all(w in self.v.peoples for w in bare) or self.around.place(rest, strict=strict) or self._body(rest)
        return self._body(run) or self.around.outlet(run)

    def _passing_tail(self, run: Run) -> bool:
        return all(plain(w) in self.v.calendar for w in run.words) or key(run.text) in self.v.phrases

    def _failing_capitals(self, run: Run) -> Run | None:
        """In capitals all words look like names: what is no word of the codebooks or of grammar is withheld."""
        known = self.v.closed | self.v.markers | self.v.peoples | self.v.titles | self.v.counted
        failing = [
            p
            for p in run.pieces
            if plain(p.text) not in known and key(p.text) not in self.v.phrases and len(plain(p.text)) > 1
        ]
        if not failing or (self.around.place(run) and not any(plain(w) in self.private for w in run.words)):
            return None
        # what stands between two words of grammar is judged as one
        first, last = failing[0], failing[-1]
        pieces = run.pieces
        i, j = pieces.index(first), pieces.index(last)
        while i and plain(pieces[i - 1].text) not in self.v.closed:
            i -= 1
        while j + 1 < len(pieces) and plain(pieces[j + 1].text) not in self.v.closed:
            j += 1
        start, end = pieces[i].start, pieces[j].end
        return Run(start, end, self.text[start:end])

    def _official(self, run: Run) -> bool:
        """Whether a run is the name, or the family name, of somebody who speaks in office."""
        bare = [w for w in map(plain, run.words) if w not in self.v.titles]
        if not bare:
            return False
        return any(set(bare) <= set(name) and (len(bare) > 1 or bare[0] == name[-1]) for name in self.officials)

    def _single(self, run: Run, *, opened: bool) -> bool:
        """One capitalised word: common at the head of a sentence, a day or month in a date, an office or a body."""
        bare = plain(run.text)
        if self.around.personal(run):
            return False
        if bare in self.v.calendar:
            return self.around.dated(run)
        if bare in self.v.peoples:
            behind = re.match(r"\s+([a-z]+)", self.text[run.end : run.end + 30])
            return not may_stand(bare) or (behind is not None and self.around.counts(behind[1]))
        return bare in self.v.markers or bare in self.v.titles or (opened and may_open(run.text))

    def _body(self, run: Run) -> bool:
        """Whether a run names a body: it ends in a word that only bodies have, or begins "Department of"."""
        bare = [plain(p.text) for p in run.pieces]
        if key(run.text) in self.v.phrases:
            return True
        return bare[-1] in self.v.markers or (bare[0] in self.v.markers and len(bare) > 2 and bare[1] == "of")


def _name_words(run: Run) -> set[str]:
    return {bare for w in run.words for part in (w, *w.split("-")) if len(bare := plain(part)) > 1}


def _capitals(run: Run) -> bool:
    """Whether a run is printed in capitals, so that nothing tells names from words."""
    letters = [c for c in run.text if c.isalpha()]
    return len(letters) > 3 and all(c.isupper() for c in letters)

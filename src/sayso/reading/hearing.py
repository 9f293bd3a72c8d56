"""Which sentences beyond the sifted ones are to be parsed, because the speaker of a figure or an event's place hangs on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.codebook import forms
from sayso.codebook.lexicon import Lexicon
from sayso.model.place import Place
from sayso.model.statement import Statement
from sayso.reading.sentences import Sentence, holding
from sayso.reading.speech.quoted import quotations as marked
from sayso.reading.speech.reader import digest_marks, quotations
from sayso.reading.speech.sources import FAR, PRONOUNS
from sayso.reading.triggers import Trigger

# So many sentences before "she said" somebody may have come in who has not spoken yet.
_NEAR = 2
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Scene:
    """A text with its sentences, and the numbers of those that were parsed."""

    text: str
    sentences: Sequence[Sentence]
    parsed: frozenset[int]

    def unparsed(self, indices: Iterable[int]) -> set[int]:
        """Those of the given sentences that have no tree."""
        return {i for i in indices if i not in self.parsed}


class Hearing:
    """Asks for sentences, with the words of speech of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        irregular = lexicon.settings["grammar"]["irregular"]
        speech = lexicon.speech
        verbs = (*speech.verbs, *speech.beliefs)
        self._spoken = frozenset(
            {form for verb in verbs for form in forms.inflected(verb.split()[0], irregular)}
            | {form for noun in speech.nouns for form in forms.plural(noun)}
            | {"according", *speech.according}
        )

    def placed(self, scene: Scene, triggers: Sequence[Trigger], places: Sequence[Place]) -> set[int]:
        """Sentences with an event word and a place: the tree tells whether the event was there."""
        telling = holding(scene.sentences, [t.start for t in triggers])
        return scene.unparsed(telling & holding(scene.sentences, [p.start for p in places if p.id is not None]))

    def wanted(
        self, scene: Scene, statements: Sequence[Statement], voices: Sequence[Statement | None], figures: Sequence[int]
    ) -> set[int]:
        """Sentences on which the speakers of figures hang: `voices` are theirs, `figures` the offsets of the numbers."""
        found = self._quoted(scene, figures)
        for voice in {v.source[0]: v for v in voices if v is not None and v.source}.values():
            if _by_pronoun(scene.text, voice):
                last = max(
                    (s for s in statements if s.source and s.speaker and _before(scene.text, s, voice)),
                    key=lambda s: s.source[0],
                    default=None,
                )
                found |= self._between(scene, last, voice)
                voice = last or voice
            found |= _introducing(scene, voice)
        return found

    def _speaks(self, scene: Scene, index: int) -> bool:
        sentence = scene.sentences[index]
        return not self._spoken.isdisjoint(_WORD.findall(scene.text[sentence.start : sentence.end].lower()))

    def _between(self, scene: Scene, last: Statement | None, voice: Statement) -> set[int]:
        """Where somebody may have spoken between the last one who is known to have and "she said"."""
        here = min(holding(scene.sentences, [voice.source[0][0]]), default=0)
        first = min(holding(scene.sentences, [last.source[0][0]]), default=0) if last is not None else 0
        found = {i for i in scene.unparsed(range(first, here)) if self._speaks(scene, i)}
        if last is None:
            found |= scene.unparsed(range(max(0, here - _NEAR), here))
        # who was told of just before is meant as well
        told = range(min(holding(scene.sentences, [max(0, voice.source[0][0] - FAR)]), default=here), here)
        return found | scene.unparsed(told)

    def _quoted(self, scene: Scene, figures: Sequence[int]) -> set[int]:
        """Where a quotation of several sentences, or a part of a digest, is given to somebody."""
        found: set[int] = set()
        for start, end in {*quotations(scene.text), *marked(scene.text)}:
            if any(start <= at < end for at in figures):
                held = [s for s in scene.sentences if s.start <= end + 1 and start - 1 < s.end]
                # it may go on from one that was given to somebody before, in its own paragraph or the last
                first, last = (held[0].paragraph - 1, held[-1].index) if held else (0, -1)
                found |= {s.index for s in scene.sentences if first <= s.paragraph and s.index <= last}
        found = {i for i in scene.unparsed(found) if self._speaks(scene, i)}
        return found | scene.unparsed(holding(scene.sentences, [start for start, _ in digest_marks(scene.text)]))


def _by_pronoun(text: str, statement: Statement) -> bool:
    words = _WORD.findall(text[slice(*statement.source[0])].lower())
    return not PRONOUNS.isdisjoint(words)


def _before(text: str, statement: Statement, voice: Statement) -> bool:
    """Whether a statement by name stands before another one."""
    return statement.source[0] < voice.source[0] and not _by_pronoun(text, statement)


def _introducing(scene: Scene, voice: Statement) -> set[int]:
    """Where the last word of a speaker's name stands behind another name: "Low said" of "Officer Ann Low"."""
    words = scene.text[slice(*voice.source[0])].split() if voice.source else []
    name = words[-1].strip(".,;:'’\"") if words else ""
    if not name:
        return set()
    full = re.compile(rf"(?<!\w)[A-Z][\w.’'-]*\s+(?i:{re.escape(name)})(?!\w)")
    return scene.unparsed(holding(scene.sentences, [m.start() for m in full.finditer(scene.text)]))

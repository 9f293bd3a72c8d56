"""The language of a report, and of each passage that is not English: those are kept and not read."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sayso.codebook.lexicon import Lexicon
from sayso.codebook.words import common

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_BLANK_LINE = re.compile(r"\n[^\S\n]*(?=\n)")
_PIECE_END = re.compile(r"[.!?…。！？][\"”’)»]*(?=\s)|\n")
# A longer paragraph is looked at by its sentences, taken together up to such a length.
_LONG = 300
_LEAST_PIECE = 60
# Fewer words than these prove nothing: names, headlines, lists.
_LEAST_WORDS = 6
_LEAST_OTHER_LETTERS = 4
# Of words written small, so many are common English ones at most in another language; English prose has 0.9.
_MOST_COMMON = 0.5
_SURE = 0.9
# Of all words one in so many is an English grammar word at least; measured on English corpora it is one in three.
_ENGLISH_EVERY = 11
_WHOLE = 0.8
_MOST_NOTES = 5
# The first language of a script, and whether others share it so that the model is asked.
_SCRIPTS = {
    "CJK": ("zh", False), "HIRAGANA": ("ja", False), "KATAKANA": ("ja", False), "HANGUL": ("ko", False),
    "ARABIC": ("ar", True), "CYRILLIC": ("ru", True), "GREEK": ("el", False), "HEBREW": ("he", False),
    "DEVANAGARI": ("hi", True), "BENGALI": ("bn", True), "THAI": ("th", False), "GEORGIAN": ("ka", False),
    "ARMENIAN": ("hy", False), "TAMIL": ("ta", False), "TELUGU": ("te", False), "KANNADA": ("kn", False),
    "MALAYALAM": ("ml", False), "GUJARATI": ("gu", False), "GURMUKHI": ("pa", False), "ETHIOPIC": ("am", False),
    "KHMER": ("km", False), "LAO": ("lo", False), "MYANMAR": ("my", False), "SINHALA": ("si", False),
    "TIBETAN": ("dz", False), "ORIYA": ("or", False),
}  # fmt: skip
_SHARED_SCRIPT = {
    "ARABIC": ("ar", "fa", "ur", "ps", "ug", "ku"),
    "CYRILLIC": ("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn"),
    "DEVANAGARI": ("hi", "mr", "ne"),
    "BENGALI": ("bn", "as"),
}
_UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text with its language; "" where nothing tells."""

    start: int
    end: int
    language: str
    letters: int


@dataclass(frozen=True, slots=True)
class Tongue:
    """The language of a report, its view with what is in others blanked, and what to tell of that."""

    language: str | None
    view: str
    notes: tuple[str, ...] = ()


def understood(view: str, lexicon: Lexicon) -> Tongue:
    """What of a view is in English; the rest is blanked, line breaks kept.

    >>> from sayso.codebook.loading import lexicon
    >>> found = understood("La policía detuvo a cuarenta trabajadores en una fábrica de la ciudad el martes.", lexicon())
    >>> found.language, found.view.strip(), found.notes
    ('es', '', ('in Spanish (es): kept, not read',))
    """
    words = lexicon.settings["languages"]
    english = _words(tuple(words["english"]), tuple(words["shared"]))
    found = _settled([_passage(view, start, end, english) for start, end in _stretches(view, english)])
    foreign = [p for p in found if p.language not in ("en", _UNKNOWN)]
    if not foreign:
        return Tongue("en" if any(p.language == "en" for p in found) else None, view)
    heard: Counter[str] = Counter()
    for p in foreign:
        heard[p.language] += p.letters
    main = max(sorted(heard), key=lambda code: heard[code])
    if sum(p.letters for p in foreign) >= _WHOLE * sum(p.letters for p in found):
        return Tongue(main, _blanked(view, 0, len(view)), (f"in {_named(main, words['names'])}: kept, not read",))
    merged = list(_merged(foreign, view))
    for p in merged:
        view = _blanked(view, p.start, p.end)
    return Tongue("en", view, tuple(_notes(merged, words["names"])))


@lru_cache(maxsize=4)
def _words(english: tuple[str, ...], shared: tuple[str, ...]) -> frozenset[str]:
    """Words that only English has."""
    return frozenset(english) - frozenset(shared)


def _stretches(view: str, english: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Paragraphs; of long ones the stretches of sentences that are plainly English, and those that are not."""
    first = 0
    for end in [*(m.start() for m in _BLANK_LINE.finditer(view)), len(view)]:
        if end - first > _LONG:
            yield from _groups(view, first, end, english)
        elif view[first:end].strip():
            yield _trimmed(view, first, end)
        first = end


def _groups(view: str, first: int, end: int, english: frozenset[str]) -> Iterator[tuple[int, int]]:
    start, before = first, True
    for stop in [*(m.end() for m in _PIECE_END.finditer(view, first, end)), end]:
        if stop - start < _LEAST_PIECE and stop < end:
            continue
        plain = _plain(_WORD.findall(view[start:stop]), english)
        if plain != before and start > first:
            yield _trimmed(view, first, start)
            first = start
        start, before = stop, plain
    if view[first:end].strip():
        yield _trimmed(view, first, end)


def _plain(words: Sequence[str], english: frozenset[str]) -> bool:
    """Whether a stretch has as many words of English grammar as English prose surely has."""
    return bool(words) and sum(w in english for w in map(str.lower, words)) * _ENGLISH_EVERY >= len(words)


def _trimmed(view: str, start: int, end: int) -> tuple[int, int]:
    words = view[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _passage(view: str, start: int, end: int, english: frozenset[str]) -> Passage:
    text = view[start:end]
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    if _plain(words, english):
        return Passage(start, end, "en", letters)
    return Passage(start, end, _other_script(text, words) or _other_words(text, words), letters)


def _other_script(text: str, words: Iterable[str]) -> str:
    """The language of a passage that is mostly in other letters than Latin ones."""
    if text.isascii():
        return _UNKNOWN
    scripts = Counter(_script(c) for word in words for c in word)
    other = Counter({s: n for s, n in scripts.items() if s in _SCRIPTS})
    count = sum(other.values())
    if count < _LEAST_OTHER_LETTERS or count < 0.5 * sum(scripts.values()):
        return _UNKNOWN
    if other["HIRAGANA"] + other["KATAKANA"] > 0.1 * count:
        return "ja"
    script = other.most_common(1)[0][0]
    language, shared = _SCRIPTS[script]
    return next((c for c in _likely(text) if c in _SHARED_SCRIPT[script]), language) if shared else language


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split()[0]


def _other_words(text: str, words: list[str]) -> str:
    """The language of a passage in Latin letters that is surely not English; "en" for one that surely is."""
    small = [w.lower().split("'")[0].split("’")[0] for w in words if w[0].islower()]
    if not small:
        return _UNKNOWN
    share = sum(w in common() for w in small) / len(small)
    if share > _MOST_COMMON:
        return "en" if share > 0.7 and len(small) > 2 else _UNKNOWN
    if len(small) < _LEAST_WORDS:
        return _UNKNOWN
    language, probability = _model().classify(text)
    return str(language) if language != "en" and probability >= _SURE else _UNKNOWN


def _likely(text: str) -> list[str]:
    return [str(language) for language, _ in _model().rank(text)]


@lru_cache(maxsize=1)
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # languages without a code of two letters are taken for their nearest kin
    model.set_languages({code for code in model.labels if len(code) == 2})
    return model


def _settled(found: list[Passage]) -> list[Passage]:
    """Passages that tell nothing of themselves, between two of one other language, are in that too."""
    told = [p for p in found if p.language != _UNKNOWN]
    foreign = Counter(p.language for p in told)
    if not told or "en" in foreign:
        main = None
    else:
        main = foreign.most_common(1)[0][0]
    result = []
    for k, p in enumerate(found):
        language = p.language
        if language == _UNKNOWN:
            before = next((q.language for q in reversed(found[:k]) if q.language), main)
            after = next((q.language for q in found[k + 1 :] if q.language), main)
            language = before if before == after and before not in (None, "en") else _UNKNOWN
        result.append(Passage(p.start, p.end, language or _UNKNOWN, p.letters))
    return result


def _merged(foreign: list[Passage], view: str) -> Iterator[Passage]:
    """Passages of one language with nothing else between them as one."""
    last: Passage | None = None
    for p in foreign:
        if last is not None and p.language == last.language and not view[last.end : p.start].strip():
            last = Passage(last.start, p.end, p.language, last.letters + p.letters)
            continue
        if last is not None:
            yield last
        last = p
    if last is not None:
        yield last


def _blanked(view: str, start: int, end: int) -> str:
    return view[:start] + re.sub(r"\S", " ", view[start:end]) + view[end:]


def _named(code: str, names: Mapping[str, str]) -> str:
    return f"{names[code]} ({code})" if code in names else code


def _notes(merged: list[Passage], names: Mapping[str, str]) -> Iterator[str]:
    for p in merged[:_MOST_NOTES]:
        yield f"characters {p.start}-{p.end} in {_named(p.language, names)}: kept, not read"
    rest = merged[_MOST_NOTES:]
    if rest:
        codes = ", ".join(_named(c, names) for c in sorted({p.language for p in rest}))
        yield f"{len(rest)} more passages in {codes}: kept, not read"

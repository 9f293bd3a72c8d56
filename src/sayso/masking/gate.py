"""The gate of one report: each run of its words that would leave is judged whole, and withheld unless known."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sayso.codebook.lexicon import Lexicon
from sayso.masking.words import Run, may_open, may_stand, plain, runs, small_words

NAME = "[name withheld]"
ADDRESS = "[address withheld]"
NUMBER = "[number withheld]"
HANDLE = "[handle withheld]"
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|outside|across|around|throughout|inside|of|from|to|through|between|over|off)\s+(?:(?:the|central|south|southern|north|northern|east|eastern|west|western|downtown|rural|nearby)\s+)*$",
    re.I,
)
_STRICT = re.compile(
    r"\b(?:in|at|near|outside|across|around|throughout|inside)\s+(?:(?:the|central|south|southern|north|northern|east|eastern|west|western|downtown|rural|nearby)\s+)*$",
    re.I,
)
_REGION_BEHIND = re.compile(r"^,\s+[A-Z]")
_LISTED = re.compile(r"(?:,\s+|,?\s+and\s+|;\s+|\s+or\s+)$")
_PRIVATE_MARKS = (
    (re.compile(r"\b[Aa]\s?-?\s?#?\d{8,9}\b"), NUMBER),
    (re.compile(r"(?:\+?1[\s.-]?)?\(?\b\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}\b"), NUMBER),
    (
        re.compile(
            r"\b\d{1,5}\s+(?:[NSEW]\.?\s+)?(?:[A-Z0-9][\w.’']*\s+){1,4}(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Dr|Drive|Ln|Lane|Court|Ct|Place|Pl|Way|Terrace|Circle|Cir)\b\.?"
        ),
        ADDRESS,
    ),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"), HANDLE),
    (re.compile(r"(?<!\w)[@#]\w+"), HANDLE),
    (re.compile(r"(?:https?://|www\.|pic\.twitter\.com)\S+"), "[link withheld]"),
)
_OPENS = re.compile(r"(?:^|[.!?:;…\"“”'‘(\n—–•-])\s*$")


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with what was withheld; `withheld` counts the runs."""

    text: str
    withheld: int


class Gate:
    """Judges the words of one report; closed unless a run is known to be harmless."""

    def __init__(
        self,
        lexicon: Lexicon,
        text: str = "",
        names: Mapping[str, Any] | None = None,
        author: str | None = None,
        salt: str = "",
    ) -> None:
        found = names or {}
        self.lexicon = lexicon
        self.text = text
        self.salt = salt
        self.places = [(int(s), int(e)) for s, e in found.get("places", [])]
        self.persons = [(int(s), int(e)) for s, e, label in found.get("entities", []) if label == "PERSON"]
        words = lexicon.settings["organisations"]
        self.closed = lexicon.word_set("closed_class")
        self.markers = {plain(w) for w in (*words["words"], *lexicon.settings["press"]["words"])}
        self.phrases = {_key(p) for p in words["phrases"]} | {_key(n) for n in lexicon.actor_of}
        self.peoples = {plain(w) for w in words["peoples"]}
        self.ambiguous = {plain(w) for w in words["also_names"]}
        self.officials = [_tokens(s) for s in found.get("speakers", []) if self._in_office(s)]
        self.author = _tokens(author or "")

    @cached_property
    def private(self) -> frozenset[str]:
        """Words of private persons' names anywhere in the report: runs of two words or more that nothing clears,
        and what the entity model takes for a person."""
        found: set[str] = set(self.author)
        for run in runs(self.text):
            kept = self._without_lead(run)
            if len(kept) < 2 or self._official(kept) or self._known(kept) or self._is_place(run, strict=True):
                continue
            if not any(plain(w) in self.markers for w in kept):
                found.update(plain(w) for w in kept if len(plain(w)) > 1)
        for start, end in self.persons:
            kept = self._without_lead(Run(start, end, self.text[start:end]))
            if kept and not self._official(kept):
                found.update(plain(w) for w in kept if len(plain(w)) > 1)
        return frozenset(found - self._never_private)

    @cached_property
    def _never_private(self) -> frozenset[str]:
        """Words that name bodies and peoples wherever they stand, and the parts of their names."""
        parts = {
            plain(p) for a in self.lexicon.actors if a.kind != "media" for n in (a.name, *a.variants) for p in n.split()
        }
        return frozenset(parts | self.peoples)

    def _in_office(self, speaker: str) -> bool:
        """Whether a speaker speaks for an office and not as somebody's relative or as a witness."""
        words = {plain(w) for w in speaker.split()}
        roles = {r.name: {plain(n) for n in r.nouns} for r in self.lexicon.roles}
        return not words & (roles["relative"] | roles["witness"])

    # --- judging -------------------------------------------------------------------------------------

    def _official(self, words: list[str]) -> bool:
        bare = {plain(w) for w in words} - self._titles
        return bool(bare) and any(bare <= official for official in self.officials)

    @cached_property
    def _titles(self) -> frozenset[str]:
        return frozenset(plain(p) for role in self.lexicon.roles for n in role.nouns for p in n.split())

    def _known(self, words: list[str]) -> bool:
        """Whether a run is a registered organisation, a declared phrase, a people, a month or weekday in a date."""
        key = _key(" ".join(words))
        if key in self.phrases:
            return True
        return all(plain(w) in self.peoples for w in words)

    def _without_lead(self, run: Run) -> list[str]:
        """The words of a run without the common word that a sentence begins with, and without titles before a name."""
        words = run.words
        while len(words) > 1 and words[0] != words[0].upper() and plain(words[0]) in self.closed:
            words = words[1:]
        return words

    def _is_place(self, run: Run, *, strict: bool) -> bool:
        """Whether a run is read as a place where it stands: resolved, and put there by a word of place."""
        if not any(s <= run.start and run.end <= e for s, e in self.places):
            return False
        before, after = self.text[max(0, run.start - 60) : run.start], self.text[run.end : run.end + 30]
        if any(s < run.end and run.start < e for s, e in self.persons):
            return False
        pattern = _STRICT if strict or plain(run.text) in self.ambiguous or not self._region(run.text) else _LOCATIVE
        if pattern.search(before) or _REGION_BEHIND.match(after):
            return True
        if self._region(run.text) and plain(run.text) not in self.ambiguous:
            return True
        if _LISTED.search(before):
            earlier = [(s, e) for s, e in self.places if e <= run.start and run.start - e <= 6]
            return any(self._is_place(Run(s, e, self.text[s:e]), strict=strict) for s, e in earlier)
        return False

    def _region(self, name: str) -> bool:
        """Whether a name is that of a state or country."""
        from sayso.atlas.gazetteer import gazetteer

        return any(e.kind in ("state", "country") for e in gazetteer().find(name)[:1]) and len(name) > 3

    def passes(self, run: Run) -> bool:
        """Whether a capitalised run of the report's text may leave."""
        words = self._without_lead(run)
        bare = [plain(w) for w in words]
        opened = _OPENS.search(self.text[max(0, run.start - 12) : run.start]) is not None
        if self._known(words) or self._official(words):
            return True
        if any(w in self.private for w in bare):
            return False
        inside = Run(run.end - len(run.text[run.text.find(words[0]) :]), run.end, run.text[run.text.find(words[0]) :])
        if self._is_place(inside, strict=False):
            return True
        if any(s < run.end and run.start < e for s, e in self.persons):
            return False
        if len(words) == 1:
            return self._single(words[0], opened or words[0] != run.words[0], run)
        return self._by_parts(words)

    def _single(self, word: str, opened: bool, run: Run) -> bool:
        """One capitalised word: common at the head of a sentence, a date's month or day, an office or body."""
        bare = plain(word)
        if bare in self.lexicon.numerals.calendar_words:
            return _DATED.search(self.text[max(0, run.start - 14) : run.end + 12]) is not None
        if opened and may_open(word) and not any(s <= run.start < e for s, e in self.persons):
            return True
        return bare in self.markers or (bare in self._titles and bare not in self.ambiguous) or bare in self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        """Single words of the codebooks that are written large: registered names of one word, units, mark words."""
        return frozenset(k for k in self.phrases if " " not in k)

    def _by_parts(self, words: list[str]) -> bool:
        """Several words: an organisation by a word of its name; or offices, bodies and peoples side by side."""
        bare = [plain(w) for w in words]
        if any(w in self.markers for w in bare):
            return True
        return all(w in self._titles or w in self.peoples or w in self._words or w in self.markers for w in bare)

    # --- masking -------------------------------------------------------------------------------------

    def evidence(self, start: int, end: int) -> Masked:
        """A stretch of the report's text with everything withheld that is not known to be harmless."""
        cuts: list[tuple[int, int, str]] = []
        for pattern, word in _PRIVATE_MARKS:
            cuts += [(m.start(), m.end(), word) for m in pattern.finditer(self.text, start, end)]
        for run in runs(self.text):
            if run.start < end and start < run.end and not self.passes(run):
                cuts.append((run.start, run.end, NAME))
        cuts += self._small(start, end)
        return _cut(self.text, start, end, cuts)

    def _small(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Words written small that are no words of the language, or that repeat a private person's name."""
        found: list[tuple[int, int, str]] = []
        before: Run | None = None
        for word in small_words(self.text[max(0, start - 40) : end + 40]):
            at = Run(word.start + max(0, start - 40), word.end + max(0, start - 40), word.text)
            private = plain(at.text) in self.private
            paired = (
                private and before is not None and plain(before.text) in self.private and at.start - before.end <= 1
            )
            if paired and before is not None:
                found.append((before.start, before.end, NAME))
            if paired or not may_stand(at.text) or (private and not may_open(at.text)):
                found.append((at.start, at.end, NAME))
            before = at
        return [c for c in found if c[0] < end and start < c[1] and not _mere_tail(self.text, c)]

    def phrase(self, words: str) -> str:
        """A free string (speaker, publisher, title, what is counted) as it may leave."""
        inner = Gate(self.lexicon, words, {"places": _regions(words)}, salt=self.salt)
        inner.officials = self.officials
        inner.__dict__["private"] = self.private | (inner.private if not self.text else frozenset())
        return inner.evidence(0, len(words)).text

    def speaker(self, name: str | None) -> str | None:
        """A speaker as shown: by name only if he or she speaks for an office or is an organisation."""
        if name is None:
            return None
        shown = self.phrase(name)
        shown = re.sub(
            rf"(?:{re.escape(NAME)}|{re.escape(HANDLE)})[\s,()]*(?={re.escape(NAME)}|{re.escape(HANDLE)})", "", shown
        )
        return shown.replace(f"({HANDLE})", "").strip()

    def address(self, url: str | None) -> str | None:
        """A page's address: whole if all its words are harmless, else its site, else nothing."""
        if not url:
            return None
        parts = re.match(r"(?:https?://)?(?P<site>[^/?#]+)(?P<rest>.*)", url)
        if parts is None:
            return None
        site, rest = parts["site"], parts["rest"]
        flat = plain(re.sub(r"[^a-z]", "", site.lower()))
        if any(len(w) >= 4 and w in flat for w in self.private):
            return None
        pieces = [w for w in re.split(r"[^A-Za-zÀ-ÿ]+", rest) if len(w) > 2]
        harmless = all(may_stand(w.lower()) and plain(w) not in self.private for w in pieces)
        return f"https://{site}{rest}" if harmless and "@" not in rest else f"https://{site}/"

    def ident(self, report: str) -> str:
        """A report's id as it may leave: itself if it says nothing, else a mark that only this ledger can make."""
        pieces = [
            w
            for w in re.split(r"[^A-Za-zÀ-ÿ]+", report)
            if len(w) > 2 and w.lower() not in ("txt", "html", "htm", "jsonl")
        ]
        if all(may_stand(w.lower()) and plain(w) not in self.private for w in pieces):
            return report
        return "r-" + hashlib.sha256(f"{self.salt}\n{report}".encode()).hexdigest()[:10]


_DATED = re.compile(
    r"\b(?:in|on|since|until|by|of|last|this|next|early|late|through|to|and|between|from|during|before|after)\s+[A-Z][a-z]+|[A-Z][a-z]+\.?\s+\d|\d\s+[A-Z][a-z]+|day\b"
)


def _key(name: str) -> str:
    return " ".join(plain(w) for w in name.split())


def _tokens(name: str) -> frozenset[str]:
    """The capitalised words of a speaker's name, without office."""
    return frozenset(plain(w) for run in runs(name) for w in run.words if len(plain(w)) > 1)


def _regions(words: str) -> list[list[int]]:
    """Runs of a free string that are states, countries or well-known towns."""
    from sayso.atlas.gazetteer import gazetteer

    return [[r.start, r.end] for r in runs(words) if gazetteer().knows(r.text)]


def _mere_tail(text: str, cut: tuple[int, int, str]) -> bool:
    """Whether a small word is the tail of a contraction or an ending ("don't", "7th")."""
    return cut[0] > 0 and (text[cut[0] - 1].isdigit() or text[cut[0] - 1] in "'’")


def _cut(text: str, start: int, end: int, cuts: Iterable[tuple[int, int, str]]) -> Masked:
    """The stretch with cuts replaced; overlapping cuts become one."""
    merged: list[tuple[int, int, str]] = []
    for cut in sorted(cuts):
        if merged and cut[0] < merged[-1][1]:
            before = merged[-1]
            merged[-1] = (before[0], max(before[1], cut[1]), before[2])
        else:
            merged.append(cut)
    pieces: list[str] = []
    at = start
    for first, until, word in merged:
        pieces += [text[at : max(at, first)], word]
        at = max(at, until)
    pieces.append(text[at:end] if at < end else "")
    return Masked(re.sub(rf"(?:{re.escape(NAME)}\s*)+{re.escape(NAME)}", NAME, "".join(pieces)), len(merged))

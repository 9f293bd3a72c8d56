"""The gate of one report: what of its words, speakers, addresses and ids may leave in a public export."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from sayso.atlas.gazetteer import gazetteer
from sayso.masking.judge import Judge
from sayso.masking.marks import HANDLE, NAME, Cut, Masked, cut, marks
from sayso.masking.vocabulary import Vocabulary, region
from sayso.masking.words import Run, is_given_name, may_open, may_stand, plain, runs, small_words, uncased

PUBLISHER = "[publisher withheld]"
_BESIDE = 40
_FILE_ENDINGS = frozenset(["txt", "html", "htm", "jsonl", "md", "pdf"])
# Letters that an address spells out byte by byte.
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_DOMAIN = re.compile(r"^(?:www\.)?[\w-]+(?:\.[\w-]+)+$")


class Gate:
    """Judges what would leave of one report; closed unless it is known to be harmless."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        text: str = "",
        names: Mapping[str, Any] | None = None,
        author: str | None = None,
        salt: str = "",
    ) -> None:
        self.vocabulary = vocabulary
        self.printed = text
        self.damaged = [(int(s), int(e), str(word)) for s, e, word in (names or {}).get("mended", ())]
        self.text = text = _mended(text, self.damaged)
        self.salt = salt
        self.judge = Judge(vocabulary, text, names or {}, author)

    def evidence(self, start: int, end: int) -> Masked:
        """A stretch of the report's text with everything withheld that is not known to be harmless."""
        return cut(self.printed, start, end, self.cuts(start, end))

    def cuts(self, start: int, end: int) -> list[Cut]:
        """What is withheld of a stretch of the report's text: from where to where, and the words in its place."""
        cuts = marks(self.printed, start, end)
        for run in self.judge.runs:
            if run.start < end and start < run.end and (rest := self.judge.failing(run)) is not None:
                cuts.append((rest.start, rest.end, NAME))
        cuts += self._small(start, end)
        cuts += [(run.start, run.end, NAME) for run in uncased(self.text) if run.start < end and start < run.end]
        return [(*self._whole(first, last), word) for first, last, word in cuts]

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """A stretch with all of the damaged words that it touches: in print their letters stand elsewhere."""
        touched = [(s, e) for s, e, _ in self.damaged if s < end and start < e]
        return min([start, *(s for s, _ in touched)]), max([end, *(e for _, e in touched)])

    def _small(self, start: int, end: int) -> list[Cut]:
        """Words written small that are no words of the language, or that repeat a private person's name."""
        found: list[Cut] = []
        private, singles, closed = self.judge.private, self.judge.singles, self.vocabulary.closed
        first = max(0, start - _BESIDE)
        before: Run | None = None
        for word in small_words(self.text[first : end + _BESIDE]):
            here = Run(word.start + first, word.end + first, word.text)
            bare = plain(here.text)
            beside = before if before is not None and here.start - before.end == 1 else None
            named = bare in private and not may_open(here.text)
            if beside is not None and bare in private | singles:
                theirs = plain(beside.text)
                if theirs in private or (bare in singles and theirs not in closed):
                    found.append((beside.start, beside.end, NAME))
                    named = True
            if named or not (may_stand(here.text) or bare in self.vocabulary.small):
                found.append((here.start, here.end, NAME))
            before = here
        return [c for c in found if c[0] < end and start < c[1] and not _mere_tail(self.text, c)]

    def phrase(self, words: str) -> str:
        """A free string (a speaker, a title, a reason) as it may leave."""
        vocabulary = self.vocabulary
        found = [
            [r.start, r.end, *(region(r.text) or ("", ""))]
            for r in runs(words, vocabulary.abbreviations, vocabulary.closed)
            if gazetteer().knows(r.text)
        ]
        inner = Gate(vocabulary, words, {"places": found}, salt=self.salt)
        inner.judge.officials = self.judge.officials
        inner.judge.__dict__["private"] = self.judge.private | (inner.judge.private if not self.text else frozenset())
        return inner.evidence(0, len(words)).text

    def place(self, name: str) -> bool:
        """Whether a place that the report names may be shown: somewhere in it the name passes as that place."""
        bare = [plain(w) for w in name.split()]
        if any(w in self.judge.private for w in bare):
            return False
        if region(name) is not None and plain(name) not in self.vocabulary.also_names:
            return True
        return any(r.text == name or name in r.text for r in self.judge.runs if self.judge.failing(r) is None)

    def speaker(self, name: str | None) -> str | None:
        """A speaker as shown: by name only if he or she speaks for an office or is an organisation."""
        if name is None:
            return None
        shown = self.phrase(name)
        either = f"(?:{re.escape(NAME)}|{re.escape(HANDLE)})"
        shown = re.sub(rf"{either}[\s,()]*(?={either})", "", shown)
        return shown.replace(f"({HANDLE})", "").strip()

    def outlet(self, name: str | None) -> str | None:
        """A publisher as shown: a newspaper's or a body's name, an acronym, a site; not what may be a person's name."""
        if not name:
            return name
        words = [w for w in re.split(r"[\s/]+", name) if w]
        bare = [plain(w) for w in words]
        if any(uncased(name)):
            return PUBLISHER
        if _DOMAIN.match(name):
            return name if self._harmless_site(name) else PUBLISHER
        if any(w in self.judge.private for w in bare):
            return PUBLISHER
        v = self.vocabulary
        known = any(w in v.press | v.markers or _is_acronym(words[k]) for k, w in enumerate(bare))
        plain_words = all(may_stand(w) and not is_given_name(w) for w in bare)
        return name if known or plain_words or region(name) is not None else PUBLISHER

    def address(self, url: str | None) -> str | None:
        """A page's address: whole if all its words are harmless, else its site, else nothing."""
        if not url:
            return None
        parts = re.match(r"(?:https?://)?(?P<site>[^/?#]+)(?P<rest>.*)", url)
        if parts is None or not self._harmless_site(parts["site"]):
            return None
        site, rest = parts["site"], parts["rest"]
        whole = "@" not in rest and not _ENCODED.search(rest) and all(map(self._harmless, _pieces(rest)))
        return f"https://{site}{rest}" if whole else f"https://{site}/"

    def _harmless_site(self, site: str) -> bool:
        flat = plain(re.sub(r"[^a-z]", "", site.lower()))
        return not any(len(w) >= 4 and w in flat for w in self.judge.private)

    def _harmless(self, piece: str) -> bool:
        """Whether a word of an address or file name is nobody's name."""
        bare = plain(piece)
        if not piece.isascii() and any(uncased(piece)):
            return False
        return may_stand(bare) and not is_given_name(bare) and bare not in self.judge.private | self.judge.singles

    def ident(self, report: str) -> str:
        """A report's id as it may leave: itself if it says nothing, else a mark that only this ledger can make."""
        pieces = [w for w in _pieces(report) if w.lower() not in _FILE_ENDINGS]
        if len(pieces) <= 1 and all(map(self._harmless, pieces)):
            return report
        return "r-" + hashlib.sha256(f"{self.salt}\n{report}".encode()).hexdigest()[:10]


def _pieces(words: str) -> list[str]:
    """The words of an address or file name that are long enough to be a name, in any script."""
    return [w for w in re.split(r"[\W\d_]+", words) if len(w) > 2 or any(uncased(w))]


def _mended(text: str, words: Iterable[tuple[int, int, str]]) -> str:
    """The text, as long as before, with damaged words as they were read."""
    for start, end, word in words:
        if end - start == len(word):
            text = text[:start] + word + text[end:]
    return text


def _is_acronym(word: str) -> bool:
    return word.isupper() and 2 <= len(word) <= 6


def _mere_tail(text: str, found: Cut) -> bool:
    """Whether a small word is the tail of a contraction or an ending ("don't", "7th")."""
    return found[0] > 0 and (text[found[0] - 1].isdigit() or text[found[0] - 1] in "'’")

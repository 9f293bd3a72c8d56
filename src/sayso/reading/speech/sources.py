"""Names of sources: the words that name a speaker, what role they give, and whom a surname or pronoun means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.codebook.lexicon import Lexicon
from sayso.reading.parsing import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_DROPPED = frozenset(["relcl", "acl", "advcl", "ccomp", "punct", "cc", "conj", "appos", "parataxis", "advmod", "case"])
_PRONOUNS = frozenset(["he", "she", "they", "it", "him", "her", "them", "who"])
# what stands in the source of a statement whose speaker was named before
PRONOUNS = _PRONOUNS | {"his", "their", "its"}
_FULL_NAME = re.compile(
    r"(?<!\w)(?P<before>(?:[A-Z][\w.&]{0,40}\s+){0,4}(?:[a-z]{1,40}\s+)?)?(?<!\w)(?P<name>[A-Z][a-z][\w'’-]{0,40}(?:\s[A-Z]\.)?\s[A-Z][\w'’-]{1,40})(?P<behind>,\s(?:the\s|an?\s)?[A-Za-z][^,.;:\n]{2,60})?"
)
# An apposition longer than this is no office but a list or a clause.
_LONGEST_APPOSITION = 9
_ASIDES = frozenset(["relcl", "acl", "advcl", "ccomp", "parataxis", "advmod"])
_LONGEST_CLAUSE = 16
_REFLEXIVE = frozenset(["himself", "herself", "themselves", "itself"])
# one person, not several and no body
_ONE = frozenset(["he", "she", "him", "her", "his"])
_BODIES = frozenset(["agency", "organisation", "media", "employer", "party"])
# Who spoke so many characters ago is no longer meant by "she"; who did something in the sentence before may be.
FAR, _NEAR = 900, 200
_LONGEST_OFFICE = 6
_OF = frozenset(["of", "for", "at", "in", "with", "from"])
_NAME_WORD = re.compile(r"[\w.'’-]+")
_ARTICLES = re.compile(r"^(?:the|an?|its|their|his|her)\s+", re.I)


def source_tokens(head: Token) -> list[Token]:
    """The tokens that name a source: its noun phrase with title, short apposition and "of" phrase, no clauses."""
    kept = [head]
    for child in head.children:
        if child.dep_ == "appos" and child.pos_ in ("NOUN", "PROPN"):
            kept += _apposition(head, child)
        elif child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN"):
            kept += [t for t in head.children if t.dep_ == "cc"] + _phrase(child)
        elif child.dep_ in ("amod", "npadvmod") and child.i > head.i:
            continue
        elif child.dep_ not in _DROPPED and not (
            child.dep_ == "prep" and child.lower_ not in ("of", "for", "in", "at", "with", "from", "by")
        ):
            kept += _phrase(child)
    return sorted(set(kept), key=lambda t: t.i)


def _apposition(head: Token, child: Token) -> list[Token]:
    """The office behind a name, without what a long one is charged with; the name behind an office."""
    phrase = sorted(_phrase(child), key=lambda t: t.i)
    if len(phrase) > _LONGEST_APPOSITION or any(t.tag_ == "CD" for t in phrase):
        return []
    if head.pos_ != "PROPN":
        return phrase if child.pos_ == "PROPN" else []
    if len(phrase) > _LONGEST_OFFICE:
        charged = next(
            (k for k, t in enumerate(phrase) if t.dep_ == "prep" and not _names_body(phrase[k:])), len(phrase)
        )
        phrase = phrase[:charged]
    return phrase


def _names_body(phrase: list[Token]) -> bool:
    """Whether a preposition leads on to whose office it is: "of Dayton", "for ICE's office", not "for road safety"."""
    first, *rest = phrase
    return first.lower_ == "of" or (first.lower_ == "for" and any(t.pos_ == "PROPN" for t in rest[:3]))


def maker(paper: Token) -> Token | None:
    """Who speaks in a paper: "a lawsuit filed on Thursday by a legal center", "a statement from the agency"."""
    holders = [paper, *(c for c in paper.children if c.dep_ == "acl" and c.tag_ == "VBN")]
    for by in (c for h in holders for c in h.children if c.lower_ in ("by", "from") and c.i > paper.i):
        named = next((c for c in by.children if c.dep_ == "pobj" and c.pos_ in ("NOUN", "PROPN")), None)
        if named is not None and (by.lower_ == "by" or by.head == paper):
            return named
    return None


def phrase_of(sentence: Parsed, head: Token, cue: tuple[int, int]) -> tuple[int, int]:
    """The whole noun phrase of a source with its appositions and clauses, on its side of the cue."""
    at = sentence.spans[head.i][0]
    asides = {t.i for c in head.children if c.dep_ in _ASIDES and _long(c) for t in c.subtree}
    kept = [t for t in head.subtree if t.i not in asides and (sentence.spans[t.i][0] < cue[0]) == (at < cue[0])]
    while len(kept) > 1 and kept[-1].is_punct and kept[-1].text in ",;:-":
        kept = kept[:-1]
    return sentence.span_of(kept)


def _long(clause: Token) -> bool:
    """Whether a clause is too long to be part of a name."""
    return sum(1 for _ in clause.subtree) > _LONGEST_CLAUSE


def _phrase(token: Token) -> list[Token]:
    """A subtree without its clauses."""
    kept = [token]
    for child in token.children:
        if child.dep_ not in ("relcl", "acl", "advcl", "ccomp", "punct", "parataxis", "appos"):
            kept += _phrase(child)
    return kept


def name_of(parsed: Parsed, tokens: list[Token]) -> str:
    """The text of a source, from its first to its last word, at most a dozen words; no date opens it."""
    while len(tokens) > 1 and tokens[0].i in parsed.moments:
        tokens = tokens[1:]
    first = tokens[0]
    run = [first]
    for token in tokens[1:]:
        if token.i - run[-1].i > 3:
            break
        run.append(token)
    start, end = parsed.span_of(run[:14])
    return parsed.text[start - parsed.sentence.start : end - parsed.sentence.start]


def own_office(parsed: Parsed, head: Token) -> str:
    """As in "Ann Low, who identified herself as the night nurse": the office that a source gives itself."""
    for clause in (c for c in head.children if c.dep_ == "relcl"):
        self_named = any(c.dep_ == "dobj" and c.lower_ in _REFLEXIVE for c in clause.children)
        office = next((c for c in clause.children if self_named and c.dep_ == "prep" and c.lower_ == "as"), None)
        if office is not None:
            tokens = [t for t in office.subtree if t != office]
            return name_of(parsed, tokens) if 0 < len(tokens) <= _LONGEST_APPOSITION else ""
    return ""


def is_pronoun(head: Token) -> bool:
    """Whether a source is named by a pronoun only ("she", "their calculations")."""
    return head.lower_ in _PRONOUNS or any(c.tag_ == "PRP$" for c in head.children)


def antecedent(head: Token) -> Token:
    """As in "the Courier, which reported ...": the word that a relative pronoun stands for, else the word itself."""
    if head.lower_ in ("which", "that") and head.tag_ == "WDT" and head.head.dep_ == "relcl":
        return head.head.head
    return head


def is_addressed(head: Token) -> bool:
    """Whether a source is the speaker or hearer of words that somebody else is quoted with."""
    return head.lower_ in ("i", "we", "you")


def openers_of(lexicon: Lexicon) -> frozenset[str]:
    """The words that the names of roles and actors begin with: without one of them a name tells no role."""
    return frozenset(name.split()[0] for names in (lexicon.role_of, lexicon.actor_of) for name in names if name.split())


class Cast:
    """The people and bodies of one report: full names by surname, those who spoke and those who did something."""

    def __init__(self, lexicon: Lexicon, openers: frozenset[str]) -> None:
        self.lexicon = lexicon
        self._openers = openers
        self._press = frozenset(lexicon.settings["press"]["words"])
        self._by_surname: dict[str, str] = {}
        self._spoke: list[tuple[int, str, bool]] = []
        self._acted: list[tuple[int, str]] = []
        self._agencies: dict[str, int] = {}

    def full_names(self, text: str) -> list[tuple[str, str]]:
        """The full names of a text with the role beside them ("Ann Low, head of the clinic"), and the last word of each."""
        found = []
        for match in _FULL_NAME.finditer(text):
            behind = match["behind"] or ""
            before = match["before"] or ""
            if self.role(behind) is None and self.role(before) is None:
                continue
            before = re.split(r"[.!?]\s", before)[-1]
            front = before if self.role(before) is not None else ""
            back = behind if self.role(behind) is not None and not re.match(r",\s(?:who|which|whose)\b", behind) else ""
            name = f"{front}{match['name']}{back}"
            found.append((name.strip(" ,"), match["name"].split()[-1]))
        return found

    def meet(self, name: str, surname: str | None) -> None:
        """Remember a fully named source, the first time with its office if that is ever told."""
        if not surname:
            return
        known = self._by_surname.get(surname.lower())
        if known is None or (self.role(known) is None and self.role(name) is not None):
            self._by_surname[surname.lower()] = name

    def heard(self, name: str, at: int, *, several: bool = False) -> None:
        """Remember who spoke, and where."""
        one = not several and self.role(name) not in _BODIES
        self._spoke.append((at, name, one))

    def acted(self, name: str, at: int) -> None:
        """Remember a fully named subject of any verb."""
        self._acted.append((at, name))

    def seen(self, agency: str) -> None:
        """Count a registered agency of the report."""
        self._agencies[agency] = self._agencies.get(agency, 0) + 1

    def resolve(self, name: str, pronoun: bool, at: int = 0) -> str | None:
        """Whom a pronoun, surname or "the agency" means; the name itself where nobody better is known."""
        if pronoun:
            return self._meant(name.split()[0].lower(), at)
        bare = _ARTICLES.sub("", name)
        words = bare.split()
        if len(words) == 1 and words[0].lower() in self._by_surname:
            return self._by_surname[words[0].lower()]
        fuller = self._by_surname.get(words[-1].lower(), "") if words else ""
        if bare in fuller and self.role(bare) is None and self.role(fuller) is not None:
            # the office was told beside the name, which now stands alone
            return fuller
        if bare.lower() == "agency" and self._agencies:
            return max(sorted(self._agencies), key=lambda a: self._agencies[a])
        return bare if name[:1].isupper() or bare[:1].isupper() else name

    def _meant(self, pronoun: str, at: int) -> str | None:
        """Whom a pronoun means: one person, one body or several, the last who spoke; else a person told of just before."""
        spoke = [s for s in self._spoke if s[0] < at]
        if not spoke and pronoun not in _ONE:
            return None
        if pronoun in _ONE:
            person = next((s for s in reversed(spoke) if s[2]), None)
            reach = _NEAR if person is not None and at - person[0] < FAR else FAR
            told = [name for where, name in self._acted if at - reach < where < at]
            if told and (person is None or at - person[0] > 2 * _NEAR):
                return told[-1]
            return person[1] if person is not None else spoke[-1][1] if spoke else None
        if pronoun in ("it", "its"):
            return next((s[1] for s in reversed(spoke) if not s[2]), spoke[-1][1])
        return spoke[-1][1]

    def role(self, name: str) -> str | None:
        """The role that the words of a name give, by the codebook."""
        return self._role(name) or ("media" if self._printed(name) else None)

    def _printed(self, name: str) -> bool:
        """Whether a name is that of a newspaper or a broadcaster: "the Omaha World-Herald", "Sky News"."""
        words = _ARTICLES.sub("", name).split()
        last = words[-1].split("-")[-1] if words else ""
        return len(words) > 1 and last in self._press and all(w[0].isupper() or w in _OF for w in words)

    def _role(self, name: str) -> str | None:
        known = self.lexicon.actor_of.get(_ARTICLES.sub("", name).lower())
        if known is not None:
            return known.kind
        words = _NAME_WORD.findall(name.lower())
        if not any(word in self._openers or word.rstrip("s") in self._openers for word in words):
            return None
        # the head of an office stands last ("emergency management director"), before "of" and the like
        cut = next((k for k, w in enumerate(words) if w in _OF and k), len(words))
        for part in (words[:cut], words[cut:]):
            for size in (3, 2, 1):
                for first in reversed(range(len(part) - size + 1)):
                    phrase = " ".join(part[first : first + size])
                    role = self.lexicon.role_of.get(phrase) or self.lexicon.role_of.get(phrase.rstrip("s"))
                    if role is not None:
                        return role
        for size in (4, 3, 2, 1):
            for first in range(len(words) - size + 1):
                actor = self.lexicon.actor_of.get(" ".join(words[first : first + size]))
                if actor is not None:
                    return actor.kind
        return None

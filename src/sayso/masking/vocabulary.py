"""What the codebooks say of names: bodies, offices, peoples, outlets, the words that belong to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sayso.atlas.gazetteer import gazetteer
from sayso.codebook.forms import inflected
from sayso.codebook.lexicon import Lexicon
from sayso.masking.words import plain


def key(name: str) -> str:
    """A name of several words to be looked up."""
    return " ".join(plain(w) for w in name.split())


class Vocabulary:
    """The look-up tables of one lexicon; build once, use for all reports."""

    def __init__(self, lexicon: Lexicon) -> None:
        bodies = lexicon.settings["organisations"]
        self.abbreviations = frozenset(lexicon.settings["sentences"]["abbreviations"])
        n = lexicon.numerals
        numerals = frozenset([*n.units, *n.tens, *n.scales, *n.vague_plurals, *n.ordinals])
        self.closed = lexicon.word_set("closed_class") | numerals
        self.calendar = lexicon.numerals.calendar_words
        self.markers = frozenset(plain(w) for w in bodies["words"])
        self.press = frozenset(plain(w) for w in lexicon.settings["press"]["words"])
        self.peoples = frozenset(plain(w) for w in bodies["peoples"])
        self.small = frozenset(_words_of(lexicon))
        self.also_names = frozenset(plain(w) for w in bodies["also_names"])
        self.phrases = frozenset(key(p) for p in bodies["phrases"]) | frozenset(key(n) for n in lexicon.actor_of)
        self.media = frozenset(key(n) for a in lexicon.actors if a.kind == "media" for n in (a.name, *a.variants))
        self.titles = frozenset(plain(n) for role in lexicon.roles for n in role.nouns if " " not in n)
        self.long_titles = frozenset(key(n) for role in lexicon.roles for n in role.nouns if " " in n)
        self.offices = frozenset(plain(n.split()[-1]) for role in lexicon.roles if role.public for n in role.nouns)
        self.private_roles = frozenset(plain(n) for role in lexicon.roles if role.private for n in role.nouns)
        self.longest = max(len(p.split()) for p in self.phrases | self.long_titles)
        events = {w for e in lexicon.events.values() for w in e.nouns}
        self.counted = frozenset(lexicon.nouns) | events
        irregular = lexicon.settings["grammar"]["irregular"]
        self.spoken = frozenset(form for v in lexicon.speech.verbs for form in inflected(v, irregular)) | {
            "said",
            "told",
        }
        # parts of registered names stay, whoever else may be called so in a report
        self.never_private = frozenset(
            plain(p) for a in lexicon.actors if a.kind != "media" for n in (a.name, *a.variants) for p in n.split()
        )


@lru_cache(maxsize=4096)
def region(name: str) -> tuple[str, str] | None:
    """Country and state of a name that is a state's or country's, else None."""
    found = [e for e in gazetteer().find(name)[:1] if e.kind in ("state", "country")]
    return (
        (found[0].country, found[0].admin1_code if found[0].kind == "state" else "")
        if found and len(name) > 3
        else None
    )


def _words_of(lexicon: Lexicon) -> Iterator[str]:
    """All words that the codebooks count, act with or call an event by."""
    phrases = [*lexicon.nouns]
    for rule in lexicon.rules:
        phrases += [*rule.patient_of, *rule.agent_of, *rule.nouns, *rule.noun_of, *rule.states, *rule.tolls]
    for event in lexicon.events.values():
        phrases += [*event.nouns, *event.verbs]
    for words in phrases:
        yield from (plain(w) for w in words.split())

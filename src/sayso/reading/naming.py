"""Named entities as spaCy's recogniser gives them, decided for all sentences of a report in step.

The recogniser goes through a sentence token by token and at each one asks 74 moves in turn whether they are allowed. The
same weights, the same greedy choice and the same rules as one table take a quarter of that time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FORBIDDEN = numpy.float32(-1e9)
# What a move sees: the token, the first token of an open entity, and the last one in it.
_FEATURES = 3


class Namer:
    """Decides the entities of sentences with the weights of a spaCy entity recogniser."""

    def __init__(self, recogniser: Any) -> None:
        self._recogniser = recogniser
        self._fits = _fits(recogniser)
        if self._fits:
            self._take_weights()

    def name(self, docs: Sequence[Doc]) -> None:
        """Set the entities of the docs; those that the table does not cover are left to the recogniser itself."""
        covered = [self._fits and len(doc) > 0 and not any(t.is_space for t in doc) for doc in docs]
        ours = [doc for doc, fits in zip(docs, covered, strict=True) if fits]
        theirs = [doc for doc, fits in zip(docs, covered, strict=True) if not fits and len(doc)]
        if ours:
            self._decide(ours)
        if theirs:
            self._recogniser.set_annotations(theirs, self._recogniser.predict(theirs))

    def _take_weights(self) -> None:
        model, moves = self._recogniser.model, self._recogniser.moves
        names = [moves.get_class_name(i) for i in range(moves.n_moves)]
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        features, hidden, pieces, width = lower.get_param("W").shape
        self._embed = model.get_ref("tok2vec")
        self._pieces = (hidden, pieces)
        self._lower = lower.get_param("W").reshape(features * hidden * pieces, width).T.copy()
        self._bias = lower.get_param("b").reshape(-1)
        self._nothing = lower.get_param("pad").reshape(1, features, hidden * pieces)
        self._upper, self._upper_bias = upper.get_param("W").T.copy(), upper.get_param("b")
        self._kinds = numpy.array([name[0] for name in names])
        self._labels = [name[2:] for name in names]
        known = sorted(set(self._labels))
        self._label_of = numpy.array([known.index(label) for label in self._labels])
        self._closed = self._table(len(known))

    def _table(self, labels: int) -> NDArray[numpy.float32]:
        """[last token?, 1 + label of the open entity or 0, move] -> what is added to the move's score."""
        named = numpy.array([label != "" for label in self._labels])
        table = numpy.full((2, labels + 1, len(self._kinds)), _FORBIDDEN, dtype=numpy.float32)
        for last in (0, 1):
            free = (self._kinds == "O") | ((self._kinds == "U") & named)
            if not last:
                free |= (self._kinds == "B") & named
            table[last, 0, free] = 0
            for label in range(labels):
                within = (self._kinds == "L") if last else (self._kinds == "L") | (self._kinds == "I")
                table[last, label + 1, within & (self._label_of == label)] = 0
        return table

    def _decide(self, docs: Sequence[Doc]) -> None:
        from spacy.tokens import Span

        lengths = numpy.array([len(doc) for doc in docs])
        begins = numpy.concatenate([[0], numpy.cumsum(lengths)[:-1]])
        # the longest first, so that those still going are always the first rows
        order = numpy.argsort(-lengths, kind="stable")
        lengths, begins = lengths[order], begins[order]
        seen = (self._embed.predict(list(docs)) @ self._lower).reshape(-1, _FEATURES, self._bias.size)
        seen = numpy.concatenate([seen, self._nothing])
        nothing = len(seen) - 1
        first = numpy.full(len(docs), -1)
        label = numpy.full(len(docs), -1)
        found: list[list[Any]] = [[] for _ in docs]
        for i in range(int(lengths[0])):
            n = int((lengths > i).sum())
            now, opened = begins[:n] + i, first[:n]
            within = opened >= 0
            state = seen[now, 0] + seen[numpy.where(within, opened, nothing), 1]
            state += seen[numpy.where(within, now - 1, nothing), 2] + self._bias
            scores = state.reshape(n, *self._pieces).max(axis=2) @ self._upper + self._upper_bias
            scores += self._closed[(lengths[:n] == i + 1).astype(int), label[:n] + 1]
            best = scores.argmax(axis=1)
            kind = self._kinds[best]
            for row in numpy.nonzero((kind == "U") | (kind == "L"))[0]:
                start = i if kind[row] == "U" else int(opened[row] - begins[row])
                doc = order[row]
                found[doc].append(Span(docs[doc], start, i + 1, label=self._labels[best[row]]))
            opens, closes = kind == "B", kind == "L"
            first[:n] = numpy.where(opens, now, numpy.where(closes, -1, opened))
            label[:n] = numpy.where(opens, self._label_of[best], numpy.where(closes, -1, label[:n]))
        for doc, spans in zip(docs, found, strict=True):
            doc.set_ents(spans)


def _fits(recogniser: Any) -> bool:
    """Whether a recogniser is of the kind that the table covers: greedy, with its own vectors and three features."""
    model = getattr(recogniser, "model", None)
    return (
        model is not None
        and all(ref in model.ref_names and model.get_ref(ref) is not None for ref in ("tok2vec", "lower", "upper"))
        and recogniser.cfg.get("beam_width", 1) == 1
        and model.get_ref("lower").get_dim("nF") == _FEATURES
    )

"""Named entities as spaCy's recogniser gives them, decided for all words of a report at once.

The recogniser goes through a sentence token by token and at each one asks 74 moves in turn whether they are allowed. But
what it does at a token outside any entity hangs on that token alone, and how an entity goes on, on its first and last
ones: the same weights, the same greedy choice and the same rules, for all tokens in one go.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy
from numpy.typing import NDArray

from sayso.reading.vectors import Floats, Vectors

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
        _, hidden, pieces, width = lower.get_param("W").shape
        embed, _, reduce = model.get_ref("tok2vec").layers
        self._vectors = Vectors(embed)
        self._reduce, self._reduce_bias = reduce.get_param("W").T.copy(), reduce.get_param("b")
        self._hidden, self._pieces = hidden, pieces
        # all first pieces, then all second ones
        self._lower = [w.transpose(2, 1, 0).reshape(width, -1).copy() for w in lower.get_param("W")]
        self._bias = lower.get_param("b").T.reshape(-1).copy()
        self._nothing = [pad.T.reshape(-1) for pad in lower.get_param("pad")[0]]
        self._upper, self._upper_bias = upper.get_param("W").T.copy(), upper.get_param("b")
        self._kinds = [name[0] for name in names]
        self._labels = [name[2:] for name in names]
        known = sorted(set(self._labels))
        self._label_of = numpy.array([known.index(label) for label in self._labels])
        self._closed = self._table(len(known))

    def _table(self, labels: int) -> NDArray[numpy.float32]:
        """[last token?, 1 + label of the open entity or 0, move] -> what is added to the move's score."""
        named, kinds = numpy.array([label != "" for label in self._labels]), numpy.array(self._kinds)
        table = numpy.full((2, labels + 1, len(self._kinds)), _FORBIDDEN, dtype=numpy.float32)
        for last in (0, 1):
            free = (kinds == "O") | ((kinds == "U") & named)
            if not last:
                free |= (kinds == "B") & named
            table[last, 0, free] = 0
            for label in range(labels):
                within = (kinds == "L") if last else (kinds == "L") | (kinds == "I")
                table[last, label + 1, within & (self._label_of == label)] = 0
        return table

    def _decide(self, docs: Sequence[Doc]) -> None:
        from spacy.tokens import Span

        vectors = numpy.concatenate(self._vectors.of(docs)) @ self._reduce + self._reduce_bias
        ends = numpy.cumsum([len(doc) for doc in docs])
        last = numpy.zeros(len(vectors), dtype="int64")
        last[ends - 1] = 1
        here = vectors @ self._lower[0] + self._bias
        moves = self._best(here + self._nothing[1] + self._nothing[2], self._closed[last, 0]).tolist()
        opened = [i for i, move in enumerate(moves) if self._kinds[move] == "B"]
        closing = self._closing(vectors, here, last, opened, [moves[i] for i in opened])
        starts = iter([i for i, move in enumerate(moves) if self._kinds[move] in "BU"])
        start = next(starts, len(moves))
        for doc, end in zip(docs, ends.tolist(), strict=True):
            begin, spans = end - len(doc), []
            while start < end:
                behind = closing.get(start, start) + 1
                spans.append(Span(doc, start - begin, behind - begin, label=self._labels[moves[start]]))
                start = next((i for i in starts if i >= behind), len(moves))
            doc.set_ents(spans)

    def _closing(
        self, vectors: Floats, here: Floats, last: NDArray[numpy.int64], opened: list[int], moves: list[int]
    ) -> dict[int, int]:
        """The last token of the entity that each of the given tokens opens, if it is outside any other."""
        first, at = numpy.array(opened, dtype="int64"), numpy.array(opened, dtype="int64")
        label = self._label_of[moves] + 1 if moves else first
        opens = vectors[first] @ self._lower[1]
        found: dict[int, int] = {}
        while len(first):
            state = here[at + 1] + opens + vectors[at] @ self._lower[2]
            at = at + 1
            on = [self._kinds[move] != "L" for move in self._best(state, self._closed[last[at], label]).tolist()]
            found.update((a, b) for a, b, more in zip(first.tolist(), at.tolist(), on, strict=True) if not more)
            first, at, label, opens = first[on], at[on], label[on], opens[on]
        return found

    def _best(self, states: Floats, closed: Floats) -> NDArray[numpy.intp]:
        """The best move of those that are open, in each state."""
        best = states[:, : self._hidden]
        for k in range(1, self._pieces):
            best = numpy.maximum(best, states[:, k * self._hidden : (k + 1) * self._hidden])
        best_move: NDArray[numpy.intp] = (best @ self._upper + self._upper_bias + closed).argmax(axis=1)
        return best_move


def _fits(recogniser: Any) -> bool:
    """Whether a recogniser is of the kind that the table covers: greedy, with its own vectors and three features."""
    model = getattr(recogniser, "model", None)
    return (
        model is not None
        and all(ref in model.ref_names and model.get_ref(ref) is not None for ref in ("tok2vec", "lower", "upper"))
        and recogniser.cfg.get("beam_width", 1) == 1
        and model.get_ref("lower").get_dim("nF") == _FEATURES
        and [layer.name for layer in model.get_ref("tok2vec").layers[1:]] == ["list2array", "linear"]
    )

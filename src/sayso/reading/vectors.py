"""Vectors of words in their sentences, as spaCy's small models make them, with what hangs on a word alone made once.

A model embeds each word by itself and then lets four layers look one word to each side. The embedding, and what the first
layer makes of each of its three words, are kept in a table for words met again. The other layers are plain matrix products.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.tokens import Doc

Floats = NDArray[numpy.float32]
# Words in the table at most, some 4 kB each; then it begins anew.
_KEPT_WORDS = 8_000
# Words are learned in so many rows at once: a product's last bits may hang on its size, and must not on other reports.
_LEARNED_AT_ONCE = 64
# Tokens that go through the layers together: as many as a core's own cache holds.
_TOKENS_AT_ONCE = 1_000
_LEAST_VARIANCE = 1e-8


class Vectors:
    """One model's vectors; `fits` tells whether the model is of the kind that is made here, else it is asked itself."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self.fits = _fits(model)
        if not self.fits:
            return
        embed, encode = model.layers
        self._columns = list(embed.layers[0].attrs["columns"])
        self._embed = embed.layers[2:4]
        self._pad = encode.attrs["pad"]
        layers = encode.layers[0].layers
        self._layers = [_Layer(residual.layers[0]) for residual in layers]
        self._width = self._layers[0].width
        self._forget(_KEPT_WORDS)

    def of(self, docs: Sequence[Doc]) -> list[Floats]:
        """The vectors of the tokens of each doc."""
        if not self.fits:
            return list(self._model.predict(list(docs)))
        return [vectors for some in _parted(docs) for vectors in self._in_sentences(some)]

    def _in_sentences(self, docs: Sequence[Doc]) -> list[Floats]:
        lengths = [len(doc) for doc in docs]
        words = self._words(docs)
        # between sentences, and round them, stand rows of nothing, as the model was trained
        rows = numpy.zeros(sum(lengths) + self._pad * (len(docs) + 1), dtype="int64")
        begins, at, row = [], 0, self._pad
        for length in lengths:
            rows[row : row + length] = words[at : at + length]
            begins.append(row)
            at, row = at + length, row + length + self._pad
        found = self._own.take(rows, axis=0)
        left, middle, right = self._sides
        first = middle.take(rows, axis=0)
        first[1:] += left.take(rows[:-1], axis=0)
        first[:-1] += right.take(rows[1:], axis=0)
        found += self._layers[0].settled(first)
        wide = numpy.zeros((len(rows), 3 * self._width), dtype="float32")
        for layer in self._layers[1:]:
            wide[1:, : self._width] = found[:-1]
            wide[:, self._width : -self._width] = found
            wide[:-1, -self._width :] = found[1:]
            found += layer.settled(wide @ layer.weights + layer.bias)
        return [found[begin : begin + length] for begin, length in zip(begins, lengths, strict=True)]

    def _words(self, docs: Sequence[Doc]) -> NDArray[numpy.int64]:
        """The row of each token's word in the table; new words are learned."""
        count = len(self._columns)
        seen = numpy.concatenate([doc.to_array(self._columns).reshape(-1, count) for doc in docs]).astype("uint64")
        if not len(seen):
            return numpy.zeros(0, dtype="int64")
        keys = seen.view(f"V{seen.itemsize * count}").ravel().tolist()
        new = {key: k for k, key in enumerate(keys) if key not in self._rows}
        if 1 + len(self._rows) + len(new) > len(self._own):
            new = {key: k for k, key in enumerate(keys)}
            self._forget(max(_KEPT_WORDS, len(new)))
        if new:
            self._learn(list(new), seen[list(new.values())])
        return numpy.array([self._rows[key] for key in keys])

    def _forget(self, room: int) -> None:
        """An empty table with room for so many words; its first row is no word."""
        first = self._layers[0]
        self._rows: dict[bytes, int] = {}
        self._own = numpy.zeros((1 + room, self._width), dtype="float32")
        self._sides = [numpy.zeros((1 + room, first.bias.size), dtype="float32") for _ in range(3)]
        self._sides[1][0] = first.bias

    def _learn(self, keys: list[bytes], seen: NDArray[numpy.uint64]) -> None:
        first, width = self._layers[0], self._width
        for begin in range(0, len(keys), _LEARNED_AT_ONCE):
            few = seen[begin : begin + _LEARNED_AT_ONCE]
            block: Any = numpy.zeros((_LEARNED_AT_ONCE, seen.shape[1]), dtype="uint64")
            block[: len(few)] = few
            for layer in self._embed:
                block = layer.predict(block)
            at = 1 + len(self._rows)
            self._own[at : at + len(few)] = block[: len(few)]
            for k, side in enumerate(self._sides):
                side[at : at + len(few)] = (block @ first.weights[k * width : (k + 1) * width])[: len(few)]
            self._sides[1][at : at + len(few)] += first.bias
            self._rows.update({key: at + k for k, key in enumerate(keys[begin : begin + len(few)])})


class _Layer:
    """One layer that looks a word to each side: the best of some products, brought to one scale."""

    def __init__(self, model: Any) -> None:
        # expand_window, then maxout, layernorm and dropout
        maxout, norm = model.layers[1].layers[0].layers
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        self.width, self.pieces, inputs = weights.shape
        # all first pieces, then all second ones: the best of them is then found whole rows at a time
        self.weights = numpy.ascontiguousarray(weights.transpose(2, 1, 0).reshape(inputs, -1))
        self.bias = numpy.ascontiguousarray(bias.T.reshape(-1))
        self._scale, self._shift = norm.get_param("G"), norm.get_param("b")
        self._mean = numpy.full(self.width, 1 / self.width, dtype="float32")

    def settled(self, products: Floats) -> Floats:
        """The best piece of each product, scaled."""
        best = products[:, : self.width]
        for k in range(1, self.pieces):
            best = numpy.maximum(best, products[:, k * self.width : (k + 1) * self.width])
        best = best - (best @ self._mean)[:, None]
        variance = numpy.einsum("ij,ij->i", best, best) / numpy.float32(self.width) + numpy.float32(_LEAST_VARIANCE)
        best *= (1 / numpy.sqrt(variance))[:, None]
        best *= self._scale
        best += self._shift
        return best


def _parted(docs: Sequence[Doc]) -> Iterator[list[Doc]]:
    """The docs in groups of a thousand tokens or so."""
    group: list[Doc] = []
    size = 0
    for doc in docs:
        if group and size + len(doc) > _TOKENS_AT_ONCE:
            yield group
            group, size = [], 0
        group.append(doc)
        size += len(doc)
    if group:
        yield group


def _names(model: Any) -> list[str]:
    return [layer.name.split("(")[0].split(">>")[0] for layer in model.layers]


def _fits(model: Any) -> bool:
    """Whether a model embeds words by hashed features and lets layers of one word to each side look at them."""
    if len(model.layers) != 2 or model.layers[1].name.split("(")[0] != "with_array":
        return False
    embed, encode = model.layers
    if _names(embed) != ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]:
        return False
    layers = encode.layers[0].layers
    return bool(layers) and all(
        layer.name.split("(")[0] == "residual"
        and _names(layer.layers[0])[:2] == ["expand_window", "maxout"]
        and layer.layers[0].layers[0].attrs["window_size"] == 1
        and layer.layers[0].layers[1].layers[0].name == "maxout>>layernorm"
        for layer in layers
    )

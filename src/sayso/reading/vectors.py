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
        self._hashed, self._mixed = embed.layers[2], _Layer(embed.layers[3].layers[0])
        self._pad = encode.attrs["pad"]
        layers = encode.layers[0].layers
        self._layers = [_Layer(residual.layers[0].layers[1]) for residual in layers]
        self._width = self._layers[0].width
        self._sided = [part.copy() for part in numpy.split(self._layers[0].weights, 3)]
        self._forget(_KEPT_WORDS)

    def of(self, docs: Sequence[Doc]) -> list[Floats]:
        """The vectors of the tokens of each doc."""
        if not self.fits:
            return list(self._model.predict(list(docs)))
        return [vectors for some in _parted(docs) for vectors in self._in_sentences(some)]

    def _in_sentences(self, docs: Sequence[Doc]) -> list[Floats]:
        lengths = numpy.array([len(doc) for doc in docs])
        # between sentences, and round them, stand rows of nothing, as the model was trained
        ends = numpy.cumsum(lengths + self._pad)
        begins = ends - lengths
        tokens = numpy.concatenate([numpy.arange(a, b) for a, b in zip(begins, ends, strict=True)])
        words = numpy.zeros(int(ends[-1]) + self._pad, dtype="int64")
        words[tokens] = self._words(docs)
        left, middle, right = self._sides
        products = middle.take(words, axis=0)
        products[1:] += left.take(words[:-1], axis=0)
        products[:-1] += right.take(words[1:], axis=0)
        found = self._own.take(words, axis=0)
        found += self._layers[0].settled(products)
        # the farther a layer is from the last one, the more of the nothing beside a sentence reaches its words
        beside = [row for d in range(1, len(self._layers) - 1) for row in (begins - d, ends + d - 1)]
        rows = numpy.concatenate([tokens, *beside])
        windows = rows[:, None] + numpy.array([-1, 0, 1])
        for above, layer in zip(range(len(self._layers) - 2, -1, -1), self._layers[1:], strict=True):
            few = len(tokens) + 2 * above * len(docs)
            wide = found.take(windows[:few], axis=0).reshape(few, -1)
            found[rows[:few]] += layer.settled(wide @ layer.weights)
        return [found[begin:end] for begin, end in zip(begins, ends, strict=True)]

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

    def _learn(self, keys: list[bytes], seen: NDArray[numpy.uint64]) -> None:
        """Put words into the table, one by one: the last bits of a product of many rows hang on where a row stands."""
        at = 1 + len(self._rows)
        behind = at + len(keys)
        hashed = self._hashed.predict(seen)
        self._own[at:behind] = self._mixed.settled(numpy.stack([row @ self._mixed.weights for row in hashed]))
        for row in range(at, behind):
            for side, weights in zip(self._sides, self._sided, strict=True):
                side[row] = self._own[row] @ weights
        self._rows.update(zip(keys, range(at, behind), strict=True))


class _Layer:
    """The best of some products, brought to one scale."""

    def __init__(self, model: Any) -> None:
        # maxout with layernorm, then dropout
        maxout, norm = model.layers[0].layers
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        self.width, self.pieces, inputs = weights.shape
        # all first pieces, then all second ones: the best of them is then found whole rows at a time
        self.weights = numpy.ascontiguousarray(weights.transpose(2, 1, 0).reshape(inputs, -1))
        self.bias = numpy.ascontiguousarray(bias.T.reshape(-1))
        self._scale, self._shift = norm.get_param("G"), norm.get_param("b")

    def settled(self, products: Floats) -> Floats:
        """The best piece of each product, scaled; the products are used up."""
        products += self.bias
        best = products[:, : self.width]
        for k in range(1, self.pieces):
            numpy.maximum(best, products[:, k * self.width : (k + 1) * self.width], out=best)
        best = best - best.mean(axis=1, keepdims=True)
        variance = numpy.einsum("ij,ij->i", best, best) / numpy.float32(self.width) + numpy.float32(_LEAST_VARIANCE)
        best *= (1 / numpy.sqrt(variance))[:, None]
        best *= self._scale
        best += self._shift
        settled: Floats = best
        return settled


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
    return len(layers) == encode.attrs["pad"] and all(
        layer.name.split("(")[0] == "residual"
        and _names(layer.layers[0])[:2] == ["expand_window", "maxout"]
        and layer.layers[0].layers[0].attrs["window_size"] == 1
        and layer.layers[0].layers[1].layers[0].name == "maxout>>layernorm"
        for layer in layers
    )

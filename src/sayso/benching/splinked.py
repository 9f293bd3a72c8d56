"""A rival that groups reports: Splink on DuckDB, with labels for its m, over the same names, words, ages and days; average link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sayso.benching.boosted import best_threshold, cut, folds, in_order, linked
from sayso.benching.likened import Matrix, Traits

_DIMENSIONS = 200
_RARE = 20
_SEED = 1
_RANDOM_PAIRS = 300_000
# A match weight is taken for certain from here on, so that one pair does not speak for a whole cluster.
_CERTAIN = 20.0
# Of the training reports so many parts choose the threshold.
_JUDGED = 2


class Splinked:
    """Weights and threshold, both learned from the training reports alone."""

    def __init__(self, train: Sequence[Traits], gold: Mapping[str, str]) -> None:
        from sklearn.decomposition import TruncatedSVD
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.words = TfidfVectorizer(
            sublinear_tf=True, max_df=0.5, min_df=2, lowercase=False, tokenizer=list, token_pattern=None
        )
        self.shrunk = TruncatedSVD(_DIMENSIONS, random_state=_SEED)
        self.shrunk.fit(self.words.fit_transform([t.words for t in train]))
        self.known = [Counter(w for t in train for w in set(_sets(t)[k])) for k in range(len(_SETS))]
        linker = self._linker(train, gold)
        linker.training.estimate_u_using_random_sampling(max_pairs=_RANDOM_PAIRS, seed=_SEED)
        linker.training.estimate_m_from_label_column("label")
        self.settings = linker.misc.save_model_to_json()
        judged = []
        for part in folds(train, gold)[:_JUDGED]:
            judged.append(([gold[t.report.id] for t in part], self._tree(part)))
        self.threshold = best_threshold(judged)

    def clusters(self, reports: Sequence[Traits]) -> list[str]:
        """The cluster of each report."""
        return in_order(reports, lambda ordered: cut(self._tree(ordered), self.threshold))

    def _tree(self, reports: Sequence[Traits]) -> Matrix:
        rows = self._linker(reports, {}, self.settings).inference.predict().as_record_list()
        at = {t.report.id: k for k, t in enumerate(reports)}
        pairs = [(at[r["id_l"]], at[r["id_r"]]) for r in rows]
        weights = [min(max(float(r["match_weight"]), -_CERTAIN), _CERTAIN) for r in rows]
        return linked(len(reports), pairs, [(w + _CERTAIN) / (2 * _CERTAIN) for w in weights])

    def _linker(self, reports: Sequence[Traits], gold: Mapping[str, str], settings: Any = None) -> Any:
        import pyarrow
        from splink import DuckDBAPI, Linker

        api = DuckDBAPI()
        api.duckdb_con.execute("SET threads = 2")
        table = pyarrow.Table.from_pylist(self._rows(reports, gold), schema=_schema(pyarrow))
        return Linker(api.register(table), settings or _settings(), log_level=40)

    def _rows(self, reports: Sequence[Traits], gold: Mapping[str, str]) -> list[dict[str, Any]]:
        vectors = self.shrunk.transform(self.words.transform([t.words for t in reports]))
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        rows = []
        for t, vector in zip(reports, vectors, strict=True):
            row: dict[str, Any] = {"id": t.report.id, "label": gold.get(t.report.id), "vector": vector.tolist()}
            row |= {"published": t.day, "days": [d.isoformat() for d in sorted(t.days)] or None}
            row["ages"] = sorted(set(t.ages)) or None
            for name, own, known in zip(_SETS, _sets(t), self.known, strict=True):
                row[name] = sorted({w for w in own if known[w] <= _RARE}) or None
            rows.append(row)
        return rows


_SETS = ("names", "capitals", "tokens")


def _sets(t: Traits) -> tuple[list[str], ...]:
    return t.names, t.capitals, t.words


def _schema(pyarrow: Any) -> Any:
    text = pyarrow.list_(pyarrow.string())
    return pyarrow.schema(
        [("id", pyarrow.string()), ("label", pyarrow.string()), ("published", pyarrow.date32())]
        + [("vector", pyarrow.list_(pyarrow.float64(), _DIMENSIONS)), ("days", text), ("ages", text)]
        + [(name, text) for name in _SETS]
    )


def _settings() -> Any:
    import splink.comparison_library as of
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        blocking_rules_to_generate_predictions=[block_on(name, arrays_to_explode=[name]) for name in _SETS],
        retain_matching_columns=False,
        comparisons=[
            of.CosineSimilarityAtThresholds("vector", [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3]),
            of.ArrayIntersectAtSizes("names", [5, 3, 2, 1]),
            of.ArrayIntersectAtSizes("capitals", [5, 3, 2, 1]),
            of.ArrayIntersectAtSizes("tokens", [8, 5, 3, 2, 1]),
            of.ArrayIntersectAtSizes("ages", [2, 1]),
            of.ArrayIntersectAtSizes("days", [2, 1]),
            of.AbsoluteDateDifferenceAtThresholds(
                "published", input_is_string=False, metrics=["day"] * 5, thresholds=[1, 3, 7, 30, 200]
            ),
        ],
    )

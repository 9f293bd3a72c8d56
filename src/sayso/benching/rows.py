"""The rows of the accuracy table: which gold, which scorer, which figures, and what is to be reached."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sayso.benching.scorers import FIGURES


@dataclass(frozen=True, slots=True)
class Aim:
    """One figure of a row: its name in the scorer's last line, what is to be reached, and the aim beyond.

    Of an `error` less is better.
    """

    figure: str
    reach: float | None = None
    aim: float | None = None
    error: bool = False

    def state(self, value: float) -> str:
        """Whether a value is what is to be reached, or the aim beyond.

        >>> Aim("F1", 0.9, 0.95).state(0.93), Aim("calibration error", 0.06, error=True).state(0.07)
        ('reached', 'missed')
        """
        if self.aim is not None and self._as_good(value, self.aim):
            return "aim met"
        if self.reach is None:
            return ""
        return "reached" if self._as_good(value, self.reach) else "missed"

    def _as_good(self, value: float, wanted: float) -> bool:
        return value <= wanted if self.error else value >= wanted


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement. `gold` are the scorer's gold files, `read` what is read or built, both below the data folder.

    `what` is a layer of `sayso read`, "ledger" where the incidents of a ledger are scored, "pages", "questions",
    "confidence", "sift", "speed", "scorers" or "rivals": what is counted, timed or put beside others in its own way.
    """

    name: str
    title: str
    scorer: tuple[str, str]
    gold: tuple[str, ...]
    read: tuple[str, ...]
    what: str
    aims: tuple[Aim, ...]
    split: str | None = None

    def files(self, folder: Path) -> list[Path]:
        """All files that the row needs, in order of names; empty where one is missing."""
        found: list[Path] = []
        for pattern in dict.fromkeys((*self.gold, *self.read)):
            here = sorted(folder.glob(pattern))
            if not here:
                return []
            found += here
        return found

    def digest(self, folder: Path) -> str:
        """A short hash of the gold, so that a figure tells what it was measured on."""
        mark = hashlib.sha256()
        for pattern in self.gold:
            for path in sorted(folder.glob(pattern)):
                mark.update(path.read_bytes())
        return mark.hexdigest()[:12]


def _layer(name: str, title: str, layer: str, gold: str, *aims: Aim) -> Row:
    what = {"tolls": "ledger", "displaced": "figures", "statements": "speech", "given": "places"}.get(layer, layer)
    return Row(name, title, ("layers.py", layer), (gold,), (gold,), what, aims)


# Of a larger corpus so many reports are read both ways.
SIFTED = 500
_REPORTS = "reports/reports.jsonl"
_SEEDS = "seeds/0*.txt"
_GVA = "data/gva_longtail/documents.jsonl"

_GROUPS = "31 groups of confusable reports"
_WRONG = (*(Aim(f"{what}: sayso", 0, error=True) for what in ("reports", _GROUPS)), Aim(f"{_GROUPS}: TF-IDF"))

ROWS: tuple[Row, ...] = (
    Row(
        "seeds-figures",
        "figures of the seeds",
        ("score.py", "figures"),
        ("seeds/gold/figures-*.jsonl",),
        (_SEEDS,),
        "figures",
        (Aim("recall", 0.95), Aim("figure+value+measure F1", 0.95, 1.0), Aim("scope", 0.92), Aim("standing", 0.97)),
    ),
    Row(
        "seeds-incidents",
        "incidents of the seeds",
        ("score.py", "incidents"),
        ("seeds/gold/incidents.json",),
        (_SEEDS,),
        "ledger",
        (Aim("B3", 1.0), Aim("pairwise F1", 1.0)),
    ),
    Row(
        "seeds-findings",
        "findings of the seeds",
        ("score.py", "findings"),
        ("seeds/gold/incidents.json",),
        (_SEEDS,),
        "ledger",
        (Aim("best right", 1.0),),
    ),
    Row(
        "reports-figures",
        "figures of 46 reports",
        ("score.py", "figures"),
        ("reports/figures.jsonl",),
        (_REPORTS,),
        "figures",
        (
            Aim("found+value F1", 0.96, 0.98),
            Aim("figure+value+measure F1", 0.88, 0.93),
            Aim("qualifier", 0.97, 0.99),
            Aim("scope", 0.82, 0.90),
            Aim("speaker (null counts)", 0.90, 0.95),
            Aim("speaker where one is named", 0.85, 0.93),
        ),
    ),
    Row(
        "reports-incidents",
        "incidents of 46 reports",
        ("score.py", "incidents"),
        ("reports/incidents.json",),
        (_REPORTS,),
        "ledger",
        (Aim("B3", 1.0), Aim("pairwise F1", 1.0)),
    ),
    Row(
        "reports-findings",
        "findings of 46 reports",
        ("score.py", "findings"),
        ("reports/incidents.json",),
        (_REPORTS,),
        "ledger",
        (Aim("best right", 0.80, 0.90),),
    ),
    _layer(
        "newsquant",
        "numbers of NewsQuant",
        "numbers",
        "data/newsquant/dev.jsonl",
        Aim("value F1", 0.925, 0.95),
        Aim("value+qualifier F1", 0.885, 0.92),
    ),
    Row(
        "tempeval3",
        "moments of TempEval-3",
        ("layers.py", "moments"),
        ("data/tempeval3/train_*.jsonl",),
        ("data/tempeval3/train_*.jsonl",),
        "moments",
        (Aim("relaxed F1", 0.92, 0.94), Aim("strict F1", 0.83, 0.88), Aim("value F1", 0.77, 0.84)),
    ),
    _layer("meantime", "moments of MEANTIME", "moments", "data/meantime/dev.jsonl", Aim("value F1", 0.75, 0.80)),
    *(
        _layer(
            f"{corpus}-places", f"places of {title}", "places", f"data/{corpus}/dev.jsonl", Aim("found F1", f, f + 0.05)
        )
        for corpus, title, f in (
            ("geo_lgl", "LGL", 0.78),
            ("geo_trnews", "TR-News", 0.84),
            ("geo_geovirus", "GeoVirus", 0.89),
            ("geo_geowebnews", "GeoWebNews", 0.72),
        )
    ),
    *(
        _layer(
            f"{corpus}-given",
            f"places of {title}, spans given",
            "given",
            f"data/{corpus}/dev.jsonl",
            Aim("resolved within 161 km", r, a),
        )
        for corpus, title, r, a in (
            ("geo_lgl", "LGL", 0.78, 0.83),
            ("geo_trnews", "TR-News", 0.84, 0.87),
            ("geo_geovirus", "GeoVirus", 0.80, None),
            ("geo_geowebnews", "GeoWebNews", 0.85, 0.94),
        )
    ),
    _layer(
        "polnear",
        "statements of PolNeAR",
        "speech",
        "data/polnear/dev.jsonl",
        Aim("content F1", 0.64, 0.72),
        Aim("content+source F1", 0.53, 0.62),
    ),
    Row(
        "seeds-statements",
        "statements of the seeds",
        ("layers.py", "statements"),
        ("seeds/gold/statements-*.jsonl",),
        (_SEEDS,),
        "speech",
        (Aim("found F1", 0.65, 0.80), Aim("right speaker among found", 0.85, 0.92)),
    ),
    _layer("idetect", "displaced people of IDETECT", "displaced", "data/idetect/train.jsonl", Aim("F1", 0.70, 0.78)),
    Row(
        "gva-clusters",
        "incidents of 636 GVA reports",
        ("layers.py", "clusters"),
        (_GVA,),
        (_GVA,),
        "ledger",
        (Aim("B3", 0.975, 0.99), Aim("pairwise F1", 0.94, 0.97)),
        split="dev",
    ),
    Row(
        "gva-tolls",
        "tolls of the same",
        ("layers.py", "tolls"),
        ("data/gva_longtail/incidents.jsonl",),
        (_GVA,),
        "ledger",
        (Aim("killed", 0.85, 0.93), Aim("injured", 0.75, 0.88)),
        split="dev",
    ),
    Row(
        "questions",
        "counting questions over the same",
        ("questions.py", "scored"),
        ("data/gva_longtail/questions.jsonl",),
        (_GVA,),
        "questions",
        (
            Aim("sayso: incidents", 0.55, 0.75),
            Aim("sayso: people", 0.50, 0.70),
            Aim("always two: incidents"),
            Aim("always two: people"),
            Aim("same call from the words"),
        ),
        split="dev",
    ),
    Row("wrong-pairs", "wrong pairs", ("compare.py", "incidents"), (_REPORTS,), (_REPORTS,), "rivals", _WRONG),
    Row(
        "pair-scorers",
        "pair scorers on the same",
        ("pair_scorers.py", "grouped"),
        (_GVA,),
        (_GVA,),
        "scorers",
        tuple(map(Aim, FIGURES)),
        split="dev",
    ),
    Row(
        "confidence",
        "confidence of figures and numbers",
        ("calibration.py", "confidence"),
        ("reports/figures.jsonl", "seeds/gold/figures-*.jsonl", "data/newsquant/dev.jsonl"),
        (_REPORTS, "reports/incidents.json", _SEEDS, "data/newsquant/dev.jsonl"),
        "confidence",
        (Aim("expected calibration error", 0.06, error=True), Aim("Brier score below the constant's", 0.15)),
    ),
    Row(
        "sift",
        f"what the sift loses, reports and {SIFTED} of GVA",
        ("losses.py", "sift"),
        (_REPORTS, _GVA),
        (_REPORTS, _GVA),
        "sift",
        tuple(
            Aim(what, 0.0, error=True)
            for what in ("claims lost", "mentions lost", "speakers told otherwise", "claims told otherwise")
        ),
    ),
    Row(
        "numbers-speed",
        "speed of the numbers of NewsQuant",
        ("numbering.py", "speed"),
        ("data/newsquant/dev.jsonl",),
        ("data/newsquant/dev.jsonl",),
        "speed",
        (Aim("times as fast as CQE", 20, 100),),
    ),
    Row(
        "pages",
        "text of 90 web pages",
        ("articles.py", "text"),
        ("data/article_extraction/dev.jsonl.gz",),
        ("data/article_extraction/dev.jsonl.gz",),
        "pages",
        (Aim("sayso", 0.955, 0.97), *map(Aim, ("trafilatura", "trafilatura fast", "readability-lxml", "newspaper4k"))),
    ),
)

"""The gate: figures on the bundled sample reports never fall below their floors, and floors fall only with a reason."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from sayso.benching.rows import Aim, Row
from sayso.benching.scoring import Scoring
from sayso.errors import RefusedError

_READ = ("reports/*.txt", "reports/*.jsonl", "reports/pages/*.html")
SAMPLES: tuple[Row, ...] = (
    Row(
        "samples-figures",
        "figures of the sample reports",
        ("score.py", "figures"),
        ("gold/figures.jsonl",),
        _READ,
        "figures",
        (Aim("found+value F1"), Aim("figure+value+measure F1"), Aim("qualifier"), Aim("scope")),
    ),
    Row(
        "samples-incidents",
        "incidents of the sample reports",
        ("score.py", "incidents"),
        ("gold/incidents.json",),
        ("reports",),
        "ledger",
        (Aim("B3"), Aim("pairwise F1")),
    ),
    Row(
        "samples-findings",
        "findings of the sample reports",
        ("score.py", "findings"),
        ("gold/incidents.json",),
        ("reports",),
        "ledger",
        (Aim("best right"),),
    ),
)


@dataclass(frozen=True, slots=True)
class Gated:
    """A figure beside its floor."""

    row: str
    figure: str
    value: float
    floor: float

    @property
    def holds(self) -> bool:
        """Whether the figure is no lower than its floor."""
        return self.value >= self.floor


def gate(scratch: Path) -> list[Gated]:
    """All figures of the sample reports beside their floors; raises RefusedError if gold and floors do not belong together."""
    floors = tomllib.loads((resources.files("sayso.benching") / "floors.toml").read_text("utf-8"))
    with resources.as_file(resources.files("sayso") / "samples") as folder:
        if floors["gold"] != gold_hash(folder):
            raise RefusedError(
                "floors-of-other-gold",
                "the gold of the sample reports has changed since the floors were set",
                where="src/sayso/benching/floors.toml",
                hint="measure anew with `sayso bench samples`, set floors and hash, and say why in the commit",
            )
        scoring = Scoring(folder, scratch)
        return [
            Gated(row.name, figure, value, float(floors[row.name][figure]))
            for row in SAMPLES
            for figure, value in scoring.score(row).items()
        ]


def gold_hash(folder: Path) -> str:
    """A hash of the samples' gold and reports, line ends aside."""
    mark = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".jsonl", ".json", ".txt", ".html")):
        mark.update(path.relative_to(folder).as_posix().encode())
        mark.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return mark.hexdigest()[:16]

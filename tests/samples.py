"""The bundled sample reports, for tests that need many real-looking ones."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from pathlib import Path

from sayso.codebook.loading import lexicon
from sayso.gathering.gather import gather
from sayso.model.report import Report

FOLDER = Path(str(resources.files("sayso"))) / "samples"


@lru_cache(maxsize=1)
def sample_reports() -> tuple[Report, ...]:
    """All of them, as they are gathered."""
    return tuple(r for r in gather([FOLDER / "reports"], lexicon()) if isinstance(r, Report))

"""sayso: how many, and on whose say-so? A sourced record of incidents from a pile of reports.

>>> import sayso
>>> [claim.best for claim in sayso.read("Police arrested 40 people on Tuesday.")]
[40]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.gathering.gather import gather
    from sayso.model.claim import Claim
    from sayso.model.report import Report
    from sayso.pipeline import Ledger, open_ledger, read

__all__ = ["Claim", "Ledger", "Report", "gather", "open_ledger", "read"]
_HOME = {
    "Claim": "sayso.model.claim",
    "Ledger": "sayso.pipeline",
    "Report": "sayso.model.report",
    "gather": "sayso.gathering.gather",
    "open_ledger": "sayso.pipeline",
    "read": "sayso.pipeline",
}


def __getattr__(name: str) -> Any:
    """The public verbs, loaded when they are first used so that `import sayso` stays quick."""
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")

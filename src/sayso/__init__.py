"""sayso: how many, and on whose say-so? A sourced record of incidents from a pile of reports.

>>> import sayso
>>> [claim.best for claim in sayso.read("Police arrested 40 people on Tuesday.")]
[40]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.pipeline import Ledger, open_ledger, read

__all__ = ["Ledger", "open_ledger", "read"]


def __getattr__(name: str) -> Any:
    """The public verbs, loaded when they are first used so that `import sayso` stays quick."""
    if name in __all__:
        from sayso import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")

"""What groups reports, ours first, and what the accuracy page tells of each."""

from __future__ import annotations

SCORERS = ("sayso", "boosted trees", "Splink")
SCORED = ("B3", "pairwise F1", "s to learn", "s to group", "peak MB", "same again")
FIGURES = tuple(f"{scorer}: {figure}" for scorer in SCORERS for figure in SCORED)

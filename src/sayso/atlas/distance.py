"""How far apart two points of the earth are."""

from __future__ import annotations

import math


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance of two points in degrees.

    >>> round(kilometres(38.9, -77.0, 39.3, -76.6))
    56
    """
    p = math.pi / 180
    x = (
        0.5
        - math.cos((other_lat - lat) * p) / 2
        + math.cos(lat * p) * math.cos(other_lat * p) * (1 - math.cos((other_lon - lon) * p)) / 2
    )
    return 12742 * math.asin(math.sqrt(min(1.0, max(0.0, x))))

"""The places that a report names: spotted, weighed by their signs, resolved together."""

from sayso.reading.places.finding import PlaceReader
from sayso.reading.places.spotting import Spot

__all__ = ["PlaceReader", "Spot"]

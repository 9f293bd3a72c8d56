"""The places that a report names: spotted, weighed by their signs, resolved together."""

from sayso.reading.places.finding import PlaceReader

__all__ = ["PlaceReader"]

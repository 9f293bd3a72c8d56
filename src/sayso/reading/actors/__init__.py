"""Who takes part: agencies, companies, facilities and organisations of a report."""

from sayso.reading.actors.reader import ActorReader, Roster

__all__ = ["ActorReader", "Roster"]

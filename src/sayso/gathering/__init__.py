"""Files, folders and streams become Reports; a bad input becomes an InputError and the others go on."""

from sayso.gathering.gather import gather

__all__ = ["gather"]

"""The record leaves: one module a format; public and masked unless asked for otherwise."""

from sayso.publishing.publish import FORMATS, publish

__all__ = ["FORMATS", "publish"]

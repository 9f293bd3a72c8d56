"""A draft becomes ready to be kept: what it names is looked up, its payload checked, its words anchored."""

from sayso.drafting.drafts import Drafting
from sayso.drafting.lookup import Ready, digest

__all__ = ["Drafting", "Ready", "digest"]

"""Which policy holds for a figure: the one asked for, else as codebooks declare for incident, measure or type."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sayso.codebook.lexicon import Lexicon
from sayso.model.incident import Incident
from sayso.reconciling.policies import DEFAULT, policy


def chosen(
    incident: Incident, asked: str | None, lexicon: Lexicon, decided: Mapping[str | None, str] | None = None
) -> Callable[[str], str]:
    """The policy of each measure of an incident; one that is asked for by name holds for all. Raises RefusedError.

    `decided` are those that persons set for the incident: by measure, under None for all. Under [policies] a codebook sets `default`, and the tables `types` of incidents, `measures` and single `incidents`
    by their ids; the narrower goes before the wider.
    """
    if asked is not None:
        policy(asked)
        return lambda _: asked
    table = lexicon.settings.get("policies", {})
    own = table.get("incidents", {}).get(incident.id)
    wide = table.get("types", {}).get(incident.type) or table.get("default", DEFAULT)
    measures = table.get("measures", {})
    ruled = decided or {}
    return lambda measure: str(ruled.get(measure) or ruled.get(None) or own or measures.get(measure) or wide)

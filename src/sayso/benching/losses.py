"""What the sift loses: reading the sifted sentences beside reading every sentence of the same reports."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.model.report import Report
from sayso.reading.reader import Reader


def losses(reports: Iterable[Report], reader: Reader) -> dict[str, float]:
    """Claims and mentions that only reading everything finds; claims whose speaker, or anything else, it tells otherwise."""
    lost = mentions = speakers = otherwise = 0
    for report in reports:
        sifted, whole = reader.read(report), reader.read(report, everything=True)
        claims = {c.id: c for c in sifted.claims}
        lost += sum(c.id not in claims for c in whole.claims)
        mentions += len({m.id for m in whole.mentions} - {m.id for m in sifted.mentions})
        both = [(claims[c.id], c) for c in whole.claims if c.id in claims]
        speakers += sum(a.speaker != b.speaker for a, b in both)
        otherwise += sum(a != b for a, b in both)
    return {
        "claims lost": lost,
        "mentions lost": mentions,
        "speakers told otherwise": speakers,
        "claims told otherwise": otherwise,
    }

"""Fits the weights by which names are resolved to places, to corpora of news with places marked by hand.

    python scripts/fit_resolving.py DIR [--half]     (DIR holds the gold, see docs/accuracy.md)

Writes src/sayso/reading/places/resolving.toml: whole points, ten of them a factor of e. With
`--half`, only documents of even number are learned from, so that the others may check it.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from sayso.atlas.gazetteer import Entry
from sayso.codebook.loading import lexicon
from sayso.gathering.gather import gather
from sayso.reading.places.readings import Candidate, Context, signs_of
from sayso.reading.places.resolving import Resolver, _key, shares
from sayso.reading.reader import Reader, home_of

OUT = Path(__file__).resolve().parent.parent / "src/sayso/reading/places/resolving.toml"
WITHIN_KM = 161.0
ROUNDS, STEPS, RATE, HOLD = 4, 400, 0.5, 0.003
# What is held to where the corpora say little: set by hand, before anything was fitted.
HELD_TO = {
    "nowhere": 30,
    "nowhere_partly": 20,
    "size": 20,
    "size_area": 15,
    "kind_country": 40,
    "kind_state": 20,
    "kind_province": 0,
    "kind_county": -30,
    "kind_district": -30,
    "kind_continent": 100,
    "kind_region": 90,
    "kind_water": 80,
    "kind_terrain": 80,
    "kind_site": 60,
    "kind_hamlet": -5,
    "by_other": -5,
    "by_people": 10,
    "by_core": -15,
    "by_remote": -30,
    "in_us": 5,
    "in_english": 3,
    "says_county": 20,
    "says_state": 10,
    "says_town": 5,
    "says_water": 20,
    "town_first": 30,
    "inside": 40,
    "beside": 20,
    "country_told": 5,
    "country_share": 15,
    "region_told": 10,
    "region_named": 10,
    "home_region": 20,
    "country_named": 10,
    "home_country": 10,
    "home_near": 20,
    "near": 10,
    "reach": 10,
}
Case = tuple[str, str, list[Entry], np.ndarray]


def right(entry: Entry, gold: dict[str, Any]) -> bool:
    """As the corpora are scored: the same id, or within 161 km."""
    if not entry.id:
        return False
    if gold.get("geonameid") and entry.id == f"geonames:{gold['geonameid']}":
        return True
    if gold.get("lat") is None:
        return False
    a, b, c, d = (math.radians(x) for x in (entry.lat, entry.lon, gold["lat"], gold["lon"]))
    x = 0.5 - math.cos(c - a) / 2 + math.cos(a) * math.cos(c) * (1 - math.cos(d - b)) / 2
    return 12742 * math.asin(math.sqrt(min(1.0, max(0.0, x)))) <= WITHIN_KM


class Report:
    """One report's resolver and names, and the gold of its spans."""

    def __init__(self, reader: Reader, report: Any, gold: dict[str, Any]) -> None:
        text = report.view or report.text
        marked = [
            t for t in gold["toponyms"] if t.get("offset_ok", True) and (t.get("geonameid") or t.get("lat") is not None)
        ]
        places = reader.places
        self.candidates: list[Candidate] = [places.meanings.candidate(text, t["start"], t["end"]) for t in marked]
        self.resolver: Resolver = places.meanings.resolver(home_of(report))
        self.names = self.resolver._names(self.candidates)
        self.cases = []
        for c, t in zip(self.candidates, marked, strict=True):
            if c.entries:
                name = self.names[_key(c)]
                hit = np.array([right(e, t) for e in name.entries])
                # where no reading is right, the name stands for none of them
                hit[-1] = not hit.any()
                self.cases.append((c, name, hit))

    def signs(self, weights: dict[str, float], rounds: int) -> list[tuple[list[dict[str, float]], np.ndarray]]:
        """All signs of all readings, after the report was weighed with these weights."""
        self.resolver.weights = weights
        static = {}
        for c in self.candidates:
            if c.entries:
                name = self.names[_key(c)]
                if name.key not in static:
                    static[name.key] = [signs_of(c, e, self.resolver.towns_first) for e in name.entries]
                    name.fixed = [self.resolver._worth(s) for s in static[name.key]]
                    name.shares = shares(name.fixed)
        for _ in range(rounds):
            context = Context(self.names, self.resolver.home)
            for name in self.names.values():
                points = [
                    f + self.resolver._worth(context.signs(name.key, e))
                    for e, f in zip(name.entries, name.fixed, strict=True)
                ]
                name.shares = shares(points)
        context = Context(self.names, self.resolver.home)
        return [
            ([s | context.signs(name.key, e) for s, e in zip(static[name.key], name.entries, strict=True)], hit)
            for _, name, hit in self.cases
        ]


def fit(reports: dict[str, list[Report]], weights: dict[str, float]) -> dict[str, float]:
    """Weights under which the right readings are most likely, all corpora counting the same."""
    names = sorted(weights)
    index = {n: k for k, n in enumerate(names)}
    start = w = np.array([weights[n] for n in names])
    for turn in range(ROUNDS):
        rows, starts, hits, worth = [], [0], [], []
        for corpus in reports.values():
            cases = [case for r in corpus for case in r.signs(dict(zip(names, w, strict=True)), 1)]
            for signs, hit in cases:
                for s in signs:
                    x = np.zeros(len(names))
                    for n, v in s.items():
                        if n in index:
                            x[index[n]] = v
                    rows.append(x)
                starts.append(len(rows))
                hits.append(hit)
                worth.append(1 / len(cases))
        x, hit, first = np.array(rows), np.concatenate(hits), np.array(starts[:-1])
        case = np.repeat(np.arange(len(worth)), np.diff(starts))
        each = np.array(worth)[case] / len(reports)
        m = v = np.zeros(len(names))
        for step in range(1, STEPS + 1):
            z = x @ w
            z -= np.maximum.reduceat(z, first)[case]
            p = np.exp(z)
            p /= np.add.reduceat(p, first)[case]
            q = p * hit
            good = np.add.reduceat(q, first)[case]
            q /= good
            slope = x.T @ (each * (q - p)) - HOLD * (w - start)
            m, v = 0.9 * m + 0.1 * slope, 0.99 * v + 0.01 * slope**2
            w = w + RATE / (1 + step / 40) * m / (np.sqrt(v) + 1e-4) * 0.1
        print(
            f"turn {turn}: loss {-(each * np.log(good) * hit / np.add.reduceat(hit.astype(float), first)[case]).sum():.4f}"
        )
    return dict(zip(names, w, strict=True))


def main() -> None:
    half = "--half" in sys.argv
    reader = Reader(lexicon())
    reports: dict[str, list[Report]] = defaultdict(list)
    for path in sorted(Path(sys.argv[1]).glob("data/geo_*/dev.jsonl")):
        gold = {str(g["id"]): g for g in map(json.loads, path.read_text("utf-8").splitlines())}
        for k, report in enumerate(gather([path], reader.lexicon)):
            if not half or k % 2 == 0:
                reports[path.parent.name].append(Report(reader, report, gold[report.id]))
    head = OUT.read_text("utf-8").partition("[points]\n")[0]
    fitted = fit(reports, {n: p / 10 for n, p in HELD_TO.items()})
    lines = [f"{n} = {round(10 * fitted[n])}" for n in HELD_TO]
    OUT.write_text(head + "[points]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()

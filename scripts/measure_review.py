"""Measure how long pages of the review take over a ledger, as its owner and as a reader who sees it masked.

    python scripts/measure_review.py LEDGER [PAGES]

Asks a server of its own for pages of every kind, drawn by a fixed seed, over one connection, on this machine.
"""

from __future__ import annotations

import http.client
import random
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import uvicorn

from sayso.ledger import open_store
from sayso.ledger.listing import Sieve
from sayso.reviewing import accounts
from sayso.reviewing.app import create_app
from sayso.reviewing.house import House
from sayso.reviewing.serving import bound, configuration
from sayso.reviewing.settings import Settings

WORDS = [
    "police",
    "shooting",
    "arrested",
    "victim",
    "suspect",
    "hospital",
    "sheriff",
    "injured",
    "Friday",
    "county",
    "officers",
    "killed",
    "man",
    "woman",
]
PASSWORD = "nine green lanterns"


@contextmanager
def serving(settings: Settings) -> Iterator[tuple[int, House]]:
    """A server in a thread: its port, and what it holds."""
    app = create_app(settings)
    with bound("127.0.0.1", 0) as listening:
        server = uvicorn.Server(configuration(app, settings))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield listening.getsockname()[1], app.state.house
        server.should_exit = True
        thread.join()


def kinds(ledger: str, draw: random.Random) -> dict[str, Callable[[], str]]:
    """An address of each kind of page, drawn anew at each call."""
    store = open_store(ledger)
    idents = store.listed(Sieve())
    keys = [str(r["key"]) for r in store.reports()]
    found = store.kinds_listed()
    store.close()
    types, measures = list(found["type"]), list(found["measure"])
    pages = max(1, len(idents) // 40)

    def listed() -> str:
        some = [
            ("page", draw.randint(1, pages)),
            ("sort", draw.choice(["day", "-day", "-reports", "-origins", "-tasks"])),
        ]
        return "/incidents?" + urlencode(some)

    def filtered() -> str:
        wanted = {"type": draw.choice(types), "measure": draw.choice(measures), "after": draw.randint(2010, 2018)}
        return "/incidents?" + urlencode(wanted)

    return {
        "incidents": listed,
        "incidents, filtered": filtered,
        "one incident": lambda: f"/incidents/{draw.choice(idents)}",
        "one report": lambda: f"/reports/{quote(draw.choice(keys))}",
        "search": lambda: "/search?" + urlencode({"q": " ".join(draw.sample(WORDS, 2))}),
        "tasks": lambda: f"/tasks?page={draw.randint(1, 20)}",
        "matches": lambda: f"/matches?page={draw.randint(1, 5)}",
        "decisions": lambda: "/decisions",
        "map": lambda: "/map",
        "timeline": lambda: "/timeline",
    }


Times = dict[str, list[tuple[float, float]]]


def measured(port: int, cookie: str, addresses: dict[str, Callable[[], str]], count: int) -> Times:
    """Milliseconds by the clock and of work for so many loads of each kind; the first one of each is left out.

    On a machine that others use too the clock tells of them as well; work is what this process did, server and client.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times: Times = {}
    for name, address in addresses.items():
        for k in range(count + 1):
            begun, worked = time.perf_counter(), time.process_time()
            connection.request("GET", address(), headers={"Cookie": cookie, "Host": f"127.0.0.1:{port}"})
            answer = connection.getresponse()
            answer.read()
            if answer.status not in (200, 400, 403, 404):
                raise SystemExit(f"{name}: {answer.status}")
            if k and answer.status == 200:
                took = (1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - worked))
                times.setdefault(name, []).append(took)
    return times


def told(times: Times) -> None:
    every = [t for own in times.values() for t in own]
    for name, own in [*times.items(), ("all", every)]:
        clock, work = (sorted(t[k] for t in own) for k in (0, 1))
        most = int(0.95 * len(own))
        print(
            f"  {name:<20} {len(own):>4} loads  clock: median {clock[len(own) // 2]:>5.0f}  95 % {clock[most]:>5.0f} ms"
            f"   work: median {work[len(own) // 2]:>5.0f}  95 % {work[most]:>5.0f} ms"
        )
    for k, of in enumerate(("by the clock", "of work")):
        print(f"  {100 * sum(t[k] < 100 for t in every) / len(every):.1f} % of all loads took less than 100 ms {of}")


def main() -> None:
    ledger, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 40
    draw = random.Random(1)
    with serving(Settings(ledger)) as (port, house):
        print("owner")
        told(measured(port, f"sayso={house.sessions.begin('measure')}", kinds(ledger, draw), count))
    with tempfile.TemporaryDirectory() as folder:
        copy = str(Path(folder) / "copy.db")
        shutil.copyfile(ledger, copy)
        store = open_store(copy)
        accounts.put(store, "reader", "reader", PASSWORD)
        account = store.account("reader")
        store.close()
        assert account is not None
        with serving(Settings(copy, alone=False)) as (port, house):
            for name in ("reader, first looks", "reader, second looks"):
                cookie = f"sayso={house.sessions.begin('reader', accounts.stamp(account))}"
                print(name)
                told(measured(port, cookie, kinds(copy, random.Random(2)), count))


if __name__ == "__main__":
    main()

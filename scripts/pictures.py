"""Make the pictures of the review for the docs: six pages over the bundled sample reports, in a browser of this machine.

python scripts/pictures.py [FOLDER]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from sayso.codebook.loading import lexicon
from sayso.gathering.gather import gather
from sayso.pipeline import Ledger, open_ledger
from sayso.reviewing.app import create_app
from sayso.reviewing.serving import bound, configuration
from sayso.reviewing.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
SIZE = {"width": 1200, "height": 860}


def pages(ledger: Ledger) -> dict[str, str]:
    """The picture of each page, and its address."""
    incidents = ledger.incidents()
    busiest = max(incidents, key=lambda i: (len(i.reports), i.id))
    report = ledger.store.paper(busiest.reports[0].report)
    return {
        "incidents": "/incidents?sort=-reports",
        "incident": f"/incidents/{busiest.id}",
        "report": f"/reports/{report['key']}",
        "matches": "/matches",
        "tasks": "/tasks",
        "map": "/map",
    }


@contextmanager
def serving(ledger: Path) -> Iterator[tuple[str, str]]:
    """A review of a ledger: its address, and the way in."""
    settings = Settings(str(ledger), person="Robin")
    app = create_app(settings)
    with bound("127.0.0.1", 0) as listening:
        server = uvicorn.Server(configuration(app, settings))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}", f"/enter?key={app.state.house.link.key}"
        finally:
            server.should_exit = True
            thread.join()


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("pictures: Chromium is not installed (apt-get install chromium)")
    with tempfile.TemporaryDirectory() as folder, resources.as_file(resources.files("sayso") / "samples") as samples:
        path = Path(folder) / "samples.db"
        with open_ledger(path) as ledger:
            ledger.add(gather([samples / "reports"], lexicon()))
            wanted = pages(ledger)
        with serving(path) as (url, way_in), sync_playwright() as driver:
            opened = driver.chromium.launch(executable_path=browser, args=FLAGS)
            page = opened.new_page(viewport=SIZE, device_scale_factor=1)
            page.goto(url + way_in)
            for name, address in wanted.items():
                page.goto(url + address)
                page.screenshot(path=out / f"review-{name}.png")
                print(out / f"review-{name}.png")
            opened.close()


if __name__ == "__main__":
    main()

"""The HTML record is one page that needs nothing else, with every figure's number marked in its own words."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sayso.pipeline import Ledger, open_ledger
from sayso.publishing import publish
from tests.factories import RAID, report
from tests.running import run

Open = Callable[[str | Path], Ledger]
# Attributes by which a page makes a browser load something; a plain link loads nothing until it is followed.
LOADING = {"src", "srcset", "poster", "data", "background", "action", "formaction", "manifest", "ping"}


class Page(HTMLParser):
    """What a page would load, where it links to, and its quotes with what is marked in them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.handlers: list[str] = []
        self.quotes: list[tuple[str, str]] = []
        self.findings: list[list[tuple[str, str]]] = []
        self.title = ""
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._open.append(tag)
        for name, value in attrs:
            if name in LOADING or (tag == "link" and name == "href"):
                self.loads.append(f"{tag} {name}={value}")
            if name.startswith("on"):
                self.handlers.append(name)
            if tag == "a" and name == "href":
                self.links.append(value or "")
        if tag == "details":
            self.findings.append([])
        if tag == "blockquote":
            self.findings[-1].append(("", ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "title" in self._open:
            self.title += data
        if "blockquote" in self._open:
            words, marked = self.findings[-1][-1]
            self.findings[-1][-1] = (words + data, marked + data if "mark" in self._open else marked)


@pytest.fixture(scope="module", params=["public", "internal"])
def page(request: pytest.FixtureRequest, record: Path, tmp_path_factory: pytest.TempPathFactory) -> Page:
    out = tmp_path_factory.mktemp("page") / "record.html"
    with open_ledger(record) as ledger:
        (path,) = publish(ledger, "html", out, internal=request.param == "internal")
    assert sorted(out.parent.iterdir()) == [path]
    return Page(path.read_text("utf-8"))


def test_the_page_loads_nothing(page: Page) -> None:
    assert page.loads == []
    assert page.tags.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "base", "form"})
    assert page.handlers == []


def test_its_style_loads_nothing(record: Path, tmp_path: Path) -> None:
    run("publish", "--to", "html", "--out", tmp_path / "record.html", "--ledger", record)
    text = (tmp_path / "record.html").read_text("utf-8")
    style = "".join(re.findall(r"<style>(.*?)</style>", text, re.S))
    assert style
    assert not re.search(r"url\(|@import", style)
    assert "default-src 'none'" in text


def test_links_lead_to_sources_or_within_the_page(page: Page) -> None:
    assert len(page.links) > 10
    assert [x for x in page.links if not re.match(r"#i\d+$|https?://[\w.-]+/", x)] == []


def test_every_finding_shows_its_words_with_the_number_marked(page: Page) -> None:
    assert len(page.findings) > 30
    for quotes in page.findings:
        assert quotes
        for words, marked in quotes:
            assert marked.strip()
            assert marked in words
            assert words.startswith("“")
            assert words.endswith("”")


def test_the_marked_number_is_the_claims_own(record: Path, tmp_path: Path) -> None:
    run("publish", "--to", "html", "--out", tmp_path / "record.html", "--ledger", record)
    marked = [m for f in Page((tmp_path / "record.html").read_text("utf-8")).findings for _, m in f]
    with open_ledger(record) as ledger:
        told = {" ".join(c.text.split()) for c in ledger.store.claims().values()}
    # one person is counted where he is named, and the name stays out
    assert [m for m in marked if " ".join(m.split()) not in told | {"[name withheld]"}] == []


def test_the_page_has_a_title_and_says_what_it_is(page: Page) -> None:
    assert "sayso" in page.title
    assert {"h1", "h2", "table", "mark", "blockquote"} <= page.tags


def test_an_address_that_would_run_something_is_no_link(opened: Open, tmp_path: Path) -> None:
    ledger = opened(tmp_path / "ledger.db")
    hostile = ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "file:///etc/passwd", "vbscript:x"]
    ledger.add([report(RAID, id=f"r{k}", url=url, title=f"Page {k}") for k, url in enumerate(hostile)])
    for internal in (False, True):
        (path,) = publish(ledger, "html", tmp_path / "record.html", internal=internal)
        links = Page(path.read_text("utf-8")).links
        assert [x for x in links if not x.startswith(("#", "http://", "https://"))] == []


def test_markup_in_a_report_stays_text(opened: Open, tmp_path: Path) -> None:
    ledger = opened(tmp_path / "ledger.db")
    text = f'<img src=x onerror=alert(1)> "&amp;" {RAID} <script>alert(2)</script>'
    name = "</title><script>alert(3)</script>"
    ledger.add([report(text, id="<b>", publisher=name, title=name, author=name, carried_by=name)])
    for internal in (False, True):
        (path,) = publish(ledger, "html", tmp_path / "record.html", internal=internal)
        page = Page(path.read_text("utf-8"))
        assert page.tags.isdisjoint({"script", "img", "b"})
        assert page.findings


def test_a_ledger_without_figures_makes_a_page_that_says_unknown(opened: Open, tmp_path: Path) -> None:
    ledger = opened(tmp_path / "ledger.db")
    (path,) = publish(ledger, "html", tmp_path / "empty.html")
    assert "A record of 0 incidents" in path.read_text("utf-8")
    ledger.add([report("Immigration agents raided a cannery in Dayton, Ohio, on Tuesday.")])
    (path,) = publish(ledger, "html", tmp_path / "record.html")
    assert "No report gives a figure" in path.read_text("utf-8")


def test_publishing_twice_writes_the_same_bytes(record: Path, tmp_path: Path) -> None:
    for to in ("html", "csv", "jsonl"):
        for name in ("one", "two"):
            run("publish", "--to", to, "--out", tmp_path / f"{name}.{to}", "--ledger", record)
        assert (tmp_path / f"one.{to}").read_bytes() == (tmp_path / f"two.{to}").read_bytes()


def test_a_published_page_is_no_report(opened: Open, tmp_path: Path) -> None:
    ledger = opened(tmp_path / "ledger.db")
    ledger.add([report(RAID)])
    publish(ledger, "html", tmp_path / "record.html")
    done = run("build", tmp_path / "record.html", "--ledger", tmp_path / "ledger.db")
    assert (done.status, done.errors[0]["reference"]) == (1, "own-record")
    assert "0 reports taken in" in done.err

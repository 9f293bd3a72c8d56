"""Web archives give the pages and documents in them, with address and moment; the rest of a crawl is passed over."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
from pathlib import Path

import brotli
import pytest

from sayso.errors import InputError
from sayso.gathering import warc
from sayso.gathering.gather import Gathered, gather
from sayso.model.report import Report
from tests.gathering.test_documents import pdf, word
from tests.gathering.test_formats import RSS, zipped
from tests.gathering.writers import FIRE, RAID, answer, chunked, packed, page, record, rtf, wacz

PAGE = page(RAID, FIRE + " Families waited.")
OTHER = page(FIRE, RAID + " Nobody spoke.")
TWO = [record(answer(PAGE)), record(answer(OTHER), "https://r.example/fire.html")]


def found(data: bytes, folder: Path, name: str = "pile.warc.gz") -> list[Gathered]:
    (folder / name).write_bytes(data)
    return list(gather([folder / name]))


def reports(data: bytes, folder: Path, name: str = "pile.warc.gz") -> list[Report]:
    return [r for r in found(data, folder, name) if isinstance(r, Report)]


def errors(data: bytes, folder: Path, name: str = "pile.warc.gz") -> list[InputError]:
    return [e for e in found(data, folder, name) if isinstance(e, InputError)]


@pytest.mark.parametrize(
    "data", [b"".join(TWO), packed(TWO), gzip.compress(b"".join(TWO)), wacz(TWO)], ids=["plain", "gz", "one", "wacz"]
)
@pytest.mark.parametrize("name", ["pile.warc", "pile.warc.gz", "pile.wacz", "pile.txt", "pile"])
def test_a_web_archive_is_told_by_its_content_and_its_pages_are_reports(data: bytes, name: str, tmp_path: Path) -> None:
    got = found(data, tmp_path, name)
    assert all(isinstance(r, Report) for r in got)
    inner = f"{name}/archive/data.warc.gz" if data.startswith(b"PK") else name
    assert [r.id for r in got if isinstance(r, Report)] == [
        f"{inner}/r.example/raid.html",
        f"{inner}/r.example/fire.html",
    ]
    one = got[0]
    assert isinstance(one, Report)
    assert RAID in one.text
    assert (one.url, one.fetched, one.path) == (
        "https://r.example/raid",
        "2021-03-10T08:00:00Z",
        f"{tmp_path / inner}, record 1",
    )


def test_a_web_archive_in_an_archive_is_read(tmp_path: Path) -> None:
    got = reports(zipped({"in/pile.warc.gz": packed(TWO)}), tmp_path, "outer.zip")
    assert [r.id for r in got] == [f"outer.zip/in/pile.warc.gz/r.example/{n}.html" for n in ("raid", "fire")]


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (chunked(PAGE), {"Transfer_Encoding": "chunked"}),
        (gzip.compress(PAGE), {"Content_Encoding": "gzip"}),
        (brotli.compress(PAGE), {"Content_Encoding": "br"}),
        (chunked(gzip.compress(PAGE)), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
        (PAGE, {"Transfer_Encoding": "chunked"}),
    ],
    ids=["chunked", "gzip", "brotli", "both", "said only"],
)
def test_the_codings_of_the_transfer_are_undone(body: bytes, more: dict[str, str], tmp_path: Path) -> None:
    (one,) = reports(packed([record(answer(body, **more))]), tmp_path)
    assert RAID in one.text


def test_the_server_says_the_encoding_of_a_page(tmp_path: Path) -> None:
    words = "Милиция задержала сорок рабочих на консервном заводе. Никто не пострадал."
    body = page(words, words + " Ждали семьи.").decode().encode("cp1251")
    (one,) = reports(record(answer(body, "text/html; charset=windows-1251")), tmp_path)
    assert words in one.text


@pytest.mark.parametrize(
    "passed",
    [
        record(answer(b"", status="301 Moved", Location="/x")),
        record(answer(PAGE, status="404 Not Found")),
        record(answer(PAGE, status="500 Error")),
        record(answer(b"\x89PNG\r\n\x1a\n", "image/png")),
        record(answer(b"body { color: red }", "text/css")),
        record(answer(b"let a = 40;", "text/javascript")),
        record(answer(b'{"arrested": 40}', "application/json")),
        record(answer(b"<urlset></urlset>", "text/xml")),
        record(answer(b"\x00\x01\x02", "application/octet-stream")),
        record(answer(b"User-agent: *", "text/plain"), "https://r.example/robots.txt"),
        record(answer(b"")),
        record(b"GET / HTTP/1.1\r\nHost: r.example\r\n\r\n", sort="request", kind="application/http; msgtype=request"),
        record(b"20210310080000\nr.example. 1 IN A 192.0.2.1", "dns:r.example", kind="text/dns"),
        record(b"fetchTimeMs: 12", sort="metadata", kind="application/warc-fields"),
        record(b"software: crawler", sort="warcinfo", kind="application/warc-fields"),
        record(answer(b""), sort="revisit"),
        record(b'{"pageid": 1}', "urn:pageinfo:https://r.example/raid", "resource", "application/json"),
    ],
)
def test_what_is_no_report_is_passed_over_in_silence(passed: bytes, tmp_path: Path) -> None:
    got = found(packed([passed, *TWO[1:]]), tmp_path)
    assert [r.id for r in got if isinstance(r, Report)] == ["pile.warc.gz/r.example/fire.html"]
    assert len(got) == 1


@pytest.mark.parametrize(
    ("body", "kind", "url"),
    [
        (pdf([RAID]), "application/pdf", "https://r.example/note.pdf"),
        (pdf([RAID]), "application/octet-stream", "https://r.example/get?id=7"),
        (word(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "https://r.example/n.docx"),
        (rtf(RAID + r"\par"), "application/rtf", "https://r.example/note"),
        (RAID.encode(), "text/plain", "https://r.example/"),
        (RSS.encode(), "application/xml", "https://r.example/feed"),
    ],
)
def test_documents_of_all_kinds_are_read_from_a_web_archive(body: bytes, kind: str, url: str, tmp_path: Path) -> None:
    got = reports(packed([record(answer(body, kind), url)]), tmp_path)
    assert any(RAID in r.text for r in got)
    assert all(r.fetched == "2021-03-10T08:00:00Z" for r in got)


@pytest.mark.parametrize("sort", ["resource", "conversion"])
def test_texts_made_of_pages_are_read(sort: str, tmp_path: Path) -> None:
    (one,) = reports(record(RAID.encode(), "<https://r.example/raid>", sort, "text/plain"), tmp_path)
    assert (one.text, one.url, one.publisher) == (RAID, "https://r.example/raid", "r.example")


def test_what_a_page_says_of_itself_comes_before_where_it_lay(tmp_path: Path) -> None:
    body = page(RAID, FIRE, head='<link rel="canonical" href="https://r.example/the-raid">')
    (one,) = reports(record(answer(body), "https://mirror.example/x?y=1"), tmp_path)
    assert one.url == "https://r.example/the-raid"


def test_a_page_stored_twice_gives_two_reports_of_different_names(tmp_path: Path) -> None:
    got = reports(packed([TWO[0], TWO[0], record(answer(OTHER))]), tmp_path)
    assert len({r.id for r in got}) == 3


@pytest.mark.parametrize("pack", [packed, b"".join], ids=["gz", "plain"])
@pytest.mark.parametrize("cut", [3, 40, 150, 300])
def test_a_cut_web_archive_gives_what_came_before_and_says_so(pack, cut: int, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    whole, first = pack(TWO), len(pack(TWO[:1]))
    data = whole[: first + cut] if cut != 3 else whole[:-30]
    got = found(data, tmp_path)
    assert [r.id for r in got if isinstance(r, Report)] == ["pile.warc.gz/r.example/raid.html"]
    (error,) = [e for e in got if isinstance(e, InputError)]
    assert error.reference == "web-archive-damaged"
    assert error.hint


def test_damage_in_one_record_leaves_the_others(tmp_path: Path) -> None:
    records = [
        record(answer(page(RAID, f"{FIRE} Nobody spoke {k} times.")), f"https://r.example/{k}") for k in range(9)
    ]
    data = bytearray(packed(records))
    at = len(packed(records[:4])) + 120
    data[at : at + 20] = bytes(20)
    got = found(bytes(data), tmp_path)
    names = {r.id.rsplit("/", 1)[-1] for r in got if isinstance(r, Report)}
    assert {f"{k}.html" for k in range(9) if k != 4} <= names
    assert [e.reference for e in got if isinstance(e, InputError)] == ["web-archive-damaged"]


@pytest.mark.parametrize("length", [0, 5, 10**12, 10**18, -5])
def test_a_record_that_lies_about_its_length_harms_nothing(length: int, tmp_path: Path) -> None:
    got = found(b"".join([TWO[0], record(answer(OTHER), length=length), TWO[1]]), tmp_path)
    assert any(isinstance(r, Report) and r.id == "pile.warc.gz/r.example/raid.html" for r in got)


def test_a_large_web_archive_is_never_whole_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "pile.warc"
    with path.open("wb") as file:
        for k in range(150):
            file.write(record(answer(b"\xff" * 1_000_000, "image/jpeg"), f"https://r.example/{k}.jpg"))
            file.write(record(answer(page(RAID, f"{FIRE} {k}")), f"https://r.example/{k}"))
    tracemalloc.start()
    try:
        assert sum(1 for r in gather([path]) if isinstance(r, Report)) == 150
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


def test_a_page_of_too_great_a_size_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MOST_RECORD", 10_000)
    bomb = gzip.compress(b"<html>" + b"0" * 1_000_000)
    (error,) = errors(packed([record(answer(bomb, Content_Encoding="gzip")), TWO[0]]), tmp_path)
    assert error.reference == "record-too-large"
    assert "record 1" in error.where


def test_a_zip_with_a_data_package_that_is_no_web_archive_is_read_as_a_zip(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("raid.txt", RAID)
    assert [r.id for r in reports(out.getvalue(), tmp_path, "pile.zip")] == ["pile.zip/raid.txt"]

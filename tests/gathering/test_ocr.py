"""Scans are read where Tesseract is installed; without it each picture is named, and nothing is lost in silence."""

from __future__ import annotations

import stat
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from sayso.errors import InputError
from sayso.gathering import ocr
from sayso.gathering.gather import gather
from sayso.model.report import Report
from tests.gathering.test_pdf_layout import ONE, TWO
from tests.gathering.writers import column, printed, set_page

SCAN = set_page([], [(0, 0, 612, 792)])
STAMPED = set_page([(400, 20, 9, "Exhibit 12")], [(0, 0, 612, 792)])
WRITTEN = set_page(column(TWO, 72, 700, 460, 11))
EMPTY = b""


def scanned(*pages: bytes, text: str = ONE) -> bytes:
    """A PDF of pages that show a picture of a printed text."""
    page = pypdfium2.PdfDocument(printed(set_page(column(text, 72, 700, 460, 12))))[0]
    bitmap = page.render(scale=2, grayscale=True)
    lines = [bytes(bitmap.buffer[k * bitmap.stride : k * bitmap.stride + bitmap.width]) for k in range(bitmap.height)]
    return printed(*pages, picture=b"".join(lines), side=(bitmap.width, bitmap.height))


def only(data: bytes, folder: Path) -> Report | InputError:
    (folder / "scan.pdf").write_bytes(data)
    (found,) = gather([folder / "scan.pdf"])
    return found


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "program", lambda: None)


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Puts a small program in Tesseract's place."""

    def put(script: str) -> None:
        path = tmp_path / "tesseract"
        path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(ocr, "program", lambda: str(path))

    return put


def test_a_scan_is_read(tesseract: str, tmp_path: Path) -> None:
    found = only(scanned(SCAN), tmp_path)
    assert isinstance(found, Report)
    assert " ".join(found.text.split()) == " ".join(ONE.split())
    assert found.text.count("\n\n") == ONE.count("\n\n")
    assert found.notes == ("read by text recognition (Tesseract), 1 of 1 page",)


def test_scanned_pages_among_others_are_read_in_their_place(tesseract: str, tmp_path: Path) -> None:
    found = only(scanned(WRITTEN, SCAN, EMPTY, STAMPED), tmp_path)
    assert isinstance(found, Report)
    flat = " ".join(found.text.split())
    start = " ".join(ONE.split())[:200]
    assert flat.index(TWO[:100]) < flat.index(start) < flat.rindex(start) < flat.index("Exhibit 12")
    assert found.notes == ("read by text recognition (Tesseract), 2 of 4 pages",)


@pytest.mark.usefixtures("without")
def test_without_tesseract_the_pages_not_read_are_named(tmp_path: Path) -> None:
    found = only(scanned(WRITTEN, WRITTEN, SCAN, EMPTY, STAMPED, SCAN), tmp_path)
    assert isinstance(found, Report)
    assert found.notes == ("pages 3, 5-6 are pictures and were not read: Tesseract is not installed",)
    assert "Exhibit 12" in found.text
    found = only(scanned(WRITTEN, SCAN), tmp_path)
    assert isinstance(found, Report)
    assert found.notes == ("page 2 is a picture and was not read: Tesseract is not installed",)


@pytest.mark.usefixtures("without")
def test_without_tesseract_a_scan_says_what_to_install(tmp_path: Path) -> None:
    found = only(scanned(SCAN, SCAN), tmp_path)
    assert isinstance(found, InputError)
    assert found.reference == "pdf-is-scan"
    assert "2 pages" in found.what
    assert "Tesseract" in found.hint


@pytest.mark.usefixtures("without")
def test_pages_with_text_and_small_pictures_are_no_scans(tmp_path: Path) -> None:
    logo = set_page(column(TWO, 72, 600, 460, 11), [(0, 0, 612, 792)])
    small = set_page([(72, 700, 11, "Short.")], [(72, 720, 60, 60)])
    found = only(scanned(WRITTEN, logo, small, EMPTY), tmp_path)
    assert isinstance(found, Report)
    assert found.notes == ()


def test_recognition_stops_after_so_many_pages_and_says_so(
    pretend: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pretend("cat >/dev/null; echo Agents arrested forty-\necho 'two men.'")
    monkeypatch.setattr(ocr, "MOST_PAGES", 2)
    found = only(scanned(SCAN, SCAN, SCAN, WRITTEN), tmp_path)
    assert isinstance(found, Report)
    assert found.text.startswith("Agents arrested forty-two men.")
    assert found.notes == (
        "read by text recognition (Tesseract), 2 of 4 pages",
        "page 3 is a picture and was not read: text recognition stops after 2 pages",
    )


@pytest.mark.parametrize("script", ["exit 1", "sleep 30", "kill -9 $$"])
def test_a_page_on_which_recognition_fails_is_named(
    script: str, pretend: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pretend(script)
    monkeypatch.setattr(ocr, "PAGE_SECONDS", 1)
    begun = time.monotonic()
    found = only(scanned(WRITTEN, SCAN), tmp_path)
    assert isinstance(found, Report)
    assert found.notes == ("page 2 is a picture and was not read: Tesseract failed or took too long",)
    assert time.monotonic() - begun < 10


def test_a_page_of_great_size_becomes_a_picture_of_bounded_size(pretend: Callable[[str], None], tmp_path: Path) -> None:
    pretend(f"head -c 20 >{tmp_path}/head; cat >/dev/null; echo words")
    data = scanned(SCAN).replace(b"[0 0 612 792]", b"[0 0 14400 14400]").replace(b"q 612 0 0 792", b"q 14400 0 0 14400")
    assert isinstance(only(data, tmp_path), Report)
    kind, wide, high, *_ = (tmp_path / "head").read_bytes().split()
    assert kind == b"P5"
    assert 10_000_000 < int(wide) * int(high) < 26_000_000

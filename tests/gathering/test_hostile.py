"""Files made to do harm end soon, in bounded memory, in reports or named errors; nothing is fetched, run or written."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.gathering import archives
from sayso.gathering.gather import Gathered, gather
from sayso.gathering.kinds import contents
from sayso.model.report import Report
from tests.gathering.test_formats import tarred, zipped
from tests.gathering.writers import FIRE, RAID, docx_of, odt_of, packed, pdf_of, printed, record, rtf, set_page

SECONDS = 15
MEMORY = 700_000_000


@contextmanager
def soon_and_small(memory: int = MEMORY) -> Iterator[None]:
    """What happens inside takes little time and memory."""
    begun = time.monotonic()
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < memory, f"{peak / 1e6:.0f} MB"
    assert time.monotonic() - begun < SECONDS


def gathered(data: bytes, folder: Path, name: str) -> list[Gathered]:
    (folder / name).write_bytes(data)
    (folder / "z.txt").write_text(RAID, "utf-8")
    with soon_and_small():
        found = list(gather([folder]))
    last = found[-1]
    assert isinstance(last, Report), "the file behind is read"
    assert last.text == RAID
    return found[:-1]


def references(found: list[Gathered]) -> set[str]:
    return {e.reference for e in found if isinstance(e, InputError)}


def zeros(times: int) -> bytes:
    """Packed zeros, 100 MB of them so many times."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(100_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    return piece * times + b"\x03\x00"


def zip_that_says(data: bytes, size: int, copies: int = 1) -> bytes:
    """A zip of packed data that says to unpack to a size, listed so many times."""
    out, listed = bytearray(), bytearray()
    for k in range(copies):
        name, at = b"%d.txt" % k, len(out) if k == 0 else 0
        sizes = struct.pack("<III", 0, len(data), size)
        if k == 0:
            out += b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes + struct.pack("<HH", len(name), 0)
            out += name + data
        listed += b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + sizes
        listed += struct.pack("<HHHHHII", len(b"0.txt"), 0, 0, 0, 0, 0, at) + b"0.txt"
    end = struct.pack("<HHHHIIH", 0, 0, copies, copies, len(listed), len(out), 0)
    return bytes(out + listed + b"PK\x05\x06" + end)


BOMBS = {
    "says.zip": lambda: zip_that_says(zeros(40), 4_000_000_000, 3),
    "lies.zip": lambda: zip_that_says(zeros(100), 1_000),
    "many.zip": lambda: zip_that_says(zeros(3), 300_000_000, 40),
    "bomb.gz": lambda: gzip.compress(bytes(100_000_000)) * 100,
    "bomb.tar.gz": lambda: gzip.compress(_hidden(100_000_000)) * 100,
    "nested.zip": lambda: _nested(bytes(20_000_000), 3),
    "list.zip": lambda: b"PK\x03\x04" + bytes(40) + _directory(400_000),
}


def _nested(data: bytes, deep: int) -> bytes:
    """Zips in zips, ten at each level."""
    for _ in range(deep):
        data = zipped({f"{k}.zip": data for k in range(10)})
    return data


def _hidden(size: int) -> bytes:
    """A file in a tar that is passed over, without the end of the tar."""
    member = tarfile.TarInfo(".hidden")
    member.size = size
    return member.tobuf() + bytes(size + -size % 512)


def _directory(entries: int) -> bytes:
    """The end of a zip that lists far more files than it can hold."""
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<H", 60) + bytes(16) + b"x" * 60
    return entry * entries + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, len(entry) * entries, 44, 0)


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_does_not_go_off(name: str, tmp_path: Path) -> None:
    found = gathered(BOMBS[name](), tmp_path, name)
    assert references(found) & {"archive-too-large", "archive-damaged", "report-too-large"}
    assert not any(isinstance(r, Report) for r in found)


def test_archives_that_hold_archives_without_end_come_to_an_end(tmp_path: Path) -> None:
    data = RAID.encode()
    for k in range(60):
        data = gzip.compress(data) if k % 2 else zipped({"again.zip": data})
    assert references(gathered(data, tmp_path, "quine.zip")) == {"archive-too-deep"}


NAMES = ["../../etc/x.txt", "/etc/x.txt", "..\\..\\x.txt", "a\n680 dead.txt", "a\x1b[31mred\x07.txt", "a\u202etxt.exe"]


@pytest.mark.parametrize("pack", [zipped, tarred], ids=["zip", "tar"])
@pytest.mark.parametrize("name", NAMES)
def test_names_in_archives_are_only_names(pack, name: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "in"
    folder.mkdir()
    found = gathered(pack({name: RAID.encode(), "b.txt": b""}), folder, "pile")
    (one,) = [r for r in found if isinstance(r, Report)]
    for shown in (one.id, one.path or ""):
        assert len(shown.splitlines()) == 1
        assert all(c.isprintable() for c in shown.replace("\ufffd", ""))
    assert ".." not in one.id.split("/")
    assert "//" not in one.id
    assert {p.name for p in tmp_path.rglob("*")} == {"in", "pile", "z.txt"}


def test_names_of_files_are_shown_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a\n680 dead\x1b[2J.txt").write_text(FIRE, "utf-8")
    (tmp_path / "b\nempty.txt").write_bytes(b"")
    (tmp_path / "c\nrows.jsonl").write_text('{"text": "A."}\n{', "utf-8")
    found = list(gather([tmp_path]))
    assert len(found) == 4
    for item in found:
        shown = [item.id, item.path or ""] if isinstance(item, Report) else [item.where, item.what]
        assert all(len(s.splitlines()) == 1 and s.replace("\ufffd", "").isprintable() for s in shown)


def bombed(root: str, secret: Path) -> str:
    """The head of an XML file whose entities grow without end and read a file."""
    grown = "".join(f'<!ENTITY e{k} "{f"&e{k - 1};" * 10}">' for k in range(1, 12))
    return (
        f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY e0 "0123456789">{grown}'
        f'<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y SYSTEM "http://127.0.0.1:9/secret">]>'
    )


@pytest.mark.parametrize("kind", ["rss", "atom", "docx", "odt"])
def test_entities_neither_grow_nor_fetch(kind: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret of the house", "utf-8")
    words = f"{RAID} &e11; &x; &y; {FIRE}"
    folder = tmp_path / "in"
    folder.mkdir()
    data = {
        "rss": lambda: (
            bombed("rss", secret) + f"<rss><channel><item><description>{words}</description></item></channel></rss>"
        ).encode(),
        "atom": lambda: (bombed("feed", secret) + f"<feed><entry><content>{words}</content></entry></feed>").encode(),
        "docx": lambda: docx_of(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>", bombed("w:document", secret)),
        "odt": lambda: odt_of(f"<text:p>{words}</text:p>", bombed("office:document-content", secret)),
    }[kind]()
    found = gathered(data, folder, f"bomb.{kind}")
    assert found
    for item in found:
        assert isinstance(item, InputError) or "secret of the house" not in item.text
        assert isinstance(item, InputError) or len(item.text) < 10_000


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_document_whose_parts_grow_is_refused(kind: str, tmp_path: Path) -> None:
    data = docx_of("<w:p/>" * 20_000_000) if kind == "docx" else odt_of("<text:p/>" * 20_000_000)
    (found,) = gathered(data, tmp_path, f"bomb.{kind}")
    assert isinstance(found, InputError)
    assert found.reference == "document-too-large"


@pytest.mark.parametrize("deep", [200, 5_000])
def test_a_document_of_deep_marks_is_read_or_named(deep: int, tmp_path: Path) -> None:
    bodies = (
        docx_of("<w:ins>" * deep + f"<w:p><w:r><w:t>{RAID}</w:t></w:r></w:p>" + "</w:ins>" * deep),
        docx_of("<w:tbl><w:tr><w:tc>" * (deep // 3) + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * (deep // 3)),
        odt_of("<text:section>" * deep + f"<text:p>{RAID}</text:p>" + "</text:section>" * deep),
    )
    for k, data in enumerate(bodies):
        found = gathered(data, tmp_path, f"{k}.bin")
        assert references(found) <= {"document-damaged", "report-empty"}


def pdf_loops() -> dict[str, bytes]:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>"
    marks = b"<< /Length 0 >>\nstream\n\nendstream"
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 4 0 R >> >> /Length 5 >>"
    deep = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    deep += [b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (k + 3) for k in range(5_000)]
    return {
        "kids": pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"]),
        "self": pdf_of([b"<< /Type /Catalog /Pages 1 0 R >>"]),
        "parent": pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] /Parent 2 0 R >>", page, b"4 0 R"]),
        "form": pdf_of(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                page.replace(b"/Contents 4", b"/Resources << /XObject << /F 4 0 R >> >> /Contents 5"),
                form + b"\nstream\n/F Do\nendstream",
                b"<< /Length 5 >>\nstream\n/F Do\nendstream",
            ]
        ),
        "count": pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1999 /Kids [3 0 R] >>", page, marks]),
        "deep": pdf_of([*deep, page]),
    }  # fmt: skip


@pytest.mark.parametrize("kind", pdf_loops())
def test_a_pdf_that_leads_back_to_itself_comes_to_an_end(kind: str, tmp_path: Path) -> None:
    found = gathered(pdf_loops()[kind], tmp_path, "loop.pdf")
    assert len(found) == 1


def test_what_a_pdf_wants_to_run_is_not_run(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    action = f"/OpenAction << /S /JavaScript /JS (app.launchURL\\('{mark.as_uri()}'\\)) >> /AA << /O << /S /Launch /F (touch {mark}) >> >>"
    folder = tmp_path / "in"
    folder.mkdir()
    (found,) = gathered(printed(set_page([(72, 700, 11, RAID)]), extra=action), folder, "act.pdf")
    assert isinstance(found, Report)
    assert found.text == RAID
    assert not mark.exists()


@pytest.mark.parametrize("ended", [True, False])
def test_a_line_of_a_gigabyte_is_named_and_the_next_one_read(ended: bool, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    row = b'{"id": "a", "text": "Seven were held."}\n'
    with path.open("wb") as file:
        file.write(row + b'{"text": "')
        # a hole in the file: it is read as a gigabyte of zeros and fills no disk
        file.seek(1_000_000_000)
        file.write(b'"}\n' + row if ended else b"x")
    with soon_and_small(200_000_000):
        found = list(gather([path]))
    assert [f.id if isinstance(f, Report) else f.reference for f in found] == [
        "a",
        "line-too-long",
        *["a"][: int(ended)],
    ]
    assert isinstance(found[1], InputError)
    assert found[1].where.endswith("line 2")
    assert "1000 MB" in found[1].what


def test_a_file_too_large_to_read_is_named_without_reading_it(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.seek(20_000_000_000)
        file.write(b"x")
    with soon_and_small(10_000_000):
        (found,) = gather([tmp_path])
    assert isinstance(found, InputError)
    assert found.reference == "file-too-large"


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_an_archive_larger_than_memory_allows_gives_what_it_has_room_for(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"big.{kind}"
    with path.open("wb") as file:
        if kind == "zip":
            with zipfile.ZipFile(file, "w", allowZip64=True) as archive:
                archive.writestr("raid.txt", RAID)
                archive.writestr("z/fire.txt", FIRE)
            size = file.tell()
            # what stands before the first file of a zip is passed over
            whole = path.read_bytes()[:size]
        else:
            file.write(tarred({"raid.txt": RAID.encode(), "fire.txt": FIRE.encode()}))
            file.seek(3_000_000_000)
            file.write(b"\0")
    if kind == "zip":
        with path.open("wb") as file:
            file.write(whole[: whole.index(b"PK\x01\x02")])
            file.seek(3_000_000_000)
            with zipfile.ZipFile(io.BytesIO(whole)) as archive:
                start = file.tell()
                central = whole[whole.index(b"PK\x01\x02") : whole.rindex(b"PK\x05\x06")]
                file.write(central)
                count = len(archive.infolist())
            file.write(b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(central), start, 0))
    with soon_and_small(20_000_000):
        found = list(gather([path]))
    assert [r.text for r in found if isinstance(r, Report)] == [RAID, FIRE]


@pytest.mark.parametrize(
    "data",
    [
        rtf("{" * 2_000_000),
        rtf(r"{\b " * 2_000_000),
        rtf(r"\'" * 500_000),
        rtf(r"\u99999999999999999999 " * 100_000),
        rtf(r"\bin999999999999 x"),
        rtf(r"\trowd\cell" * 100_000),
        rtf(r"{\footnote" * 900 + "x" + "}" * 900),
        rtf(r"{\field{\*\fldinst HYPERLINK " * 300 + '"x"}' * 300),
    ],
    ids=["deep", "words", "codes", "sign", "picture", "cells", "notes", "fields"],
)
def test_rtf_made_to_do_harm_ends_soon(data: bytes, tmp_path: Path) -> None:
    assert len(gathered(data, tmp_path, "note.rtf")) == 1


def test_a_web_archive_that_unpacks_without_end_is_passed_in_bounded_memory(tmp_path: Path) -> None:
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + bytes(100_000_000)
    found = gathered(packed([record(page)] * 2) * 20, tmp_path, "pile.warc.gz")
    assert references(found) == {"record-too-large"}
    zipped_page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    found = gathered(packed([record(zipped_page + gzip.compress(bytes(300_000_000)))]), tmp_path, "pile.warc.gz")
    assert references(found) == {"record-too-large"}


def test_limits_are_told_in_words_that_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({f"{k}.txt": RAID.encode() for k in range(40)})
    found = list(contents(data, "pile.zip", "pile.zip", archives.Room(files=30)))
    assert len([r for r in found if isinstance(r, Report)]) == 30
    (error,) = [e for e in found if isinstance(e, InputError)]
    assert error.reference == "archive-too-large"
    assert "20,000 files" in error.what
    assert error.hint

"""PDF, Word and OpenDocument texts give their words in the order of the page; scans, locks and damage are named."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from sayso.errors import InputError
from sayso.gathering.gather import gather
from sayso.model.report import Report

RAID = "Federal agents arrested 40 workers at a cannery in Dayton, Ohio, on Tuesday."
FIRE = "A fire in a warehouse in Boise, Idaho, killed three people on Friday."


def pdf(*pages: list[str], title: str = "") -> bytes:
    """A PDF of our own making: lines of text from the top of each page."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line.translate(_MARKS)}) Tj T*" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 72 720 Td {shown} ET".encode("latin-1") if lines else b"0 0 100 100 re f"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % len(objects)
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(pages)} >>".encode()
    objects.append(f"<< /Title ({title}) /Author (Dana Whitlow) >>".encode())
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        len(objects),
        start,
    )
    return bytes(out)


_MARKS = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})


def word(title: str = "") -> bytes:
    document = docx.Document()
    document.add_heading("Raid on cannery", 1)
    document.add_paragraph(RAID)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ("town", "arrested", "Dayton", "40"), strict=True
    ):
        cell.text = text
    document.add_paragraph(FIRE)
    document.core_properties.title, document.core_properties.author = title, "Dana Whitlow"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def odt() -> bytes:
    text, table, office = (f"urn:oasis:names:tc:opendocument:xmlns:{n}:1.0" for n in ("text", "table", "office"))
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:text="{text}" xmlns:table="{table}"><office:body>'
        f"<office:text><text:h>Raid on cannery</text:h><text:p>{RAID}</text:p><table:table><table:table-row>"
        "<table:table-cell><text:p>Dayton</text:p></table:table-cell><table:table-cell><text:p>40</text:p>"
        f"</table:table-cell></table:table-row></table:table><text:p>{FIRE}</text:p></office:text></office:body>"
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        parts.writestr("content.xml", content)
    return out.getvalue()


def only(path: Path) -> Report | InputError:
    (found,) = gather([path])
    return found


@pytest.mark.parametrize("name", ["note.pdf", "note.txt", "note"])
def test_a_pdf_is_told_by_its_content(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(pdf([RAID], title="Raid on cannery"))
    found = only(tmp_path / name)
    assert isinstance(found, Report)
    assert (found.text, found.title, found.author, found.published) == (RAID, "Raid on cannery", "Dana Whitlow", None)


def test_heads_feet_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    pages = [
        ["Harbor County Record - March 2021", f"{words} The gates were closed.", f"Page {k} of 4"]
        for k, words in enumerate((RAID, FIRE, "Families waited.", "Nobody spoke."), 1)
    ]
    (tmp_path / "long.pdf").write_bytes(pdf(*pages))
    found = only(tmp_path / "long.pdf")
    assert isinstance(found, Report)
    assert RAID in found.text
    assert "Nobody spoke." in found.text
    assert "Harbor County Record" not in found.text
    assert "Page 2" not in found.text


def test_a_word_parted_at_the_end_of_a_line_is_whole(tmp_path: Path) -> None:
    (tmp_path / "narrow.pdf").write_bytes(pdf(["Federal agents arrested 40 wor-", "kers at a cannery in Dayton."]))
    found = only(tmp_path / "narrow.pdf")
    assert isinstance(found, Report)
    assert "40 workers at a cannery" in found.text


def test_a_scan_says_that_it_is_one(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(pdf([], []))
    found = only(tmp_path / "scan.pdf")
    assert isinstance(found, InputError)
    assert found.reference == "pdf-is-scan"
    assert "2 pages" in found.what


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnothing", pdf([RAID])[:200], b"%PDF-"], ids=["none", "cut", "mark"])
def test_a_damaged_pdf_is_named(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(data)
    found = only(tmp_path / "bad.pdf")
    assert isinstance(found, InputError)
    assert found.reference in ("pdf-damaged", "pdf-is-scan")


@pytest.mark.parametrize("data", [word("Raid on cannery"), odt()], ids=["docx", "odt"])
@pytest.mark.parametrize("name", ["note.docx", "note.odt", "note.zip", "note.txt"])
def test_a_document_gives_paragraphs_and_tables_in_order(data: bytes, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    found = only(tmp_path / name)
    assert isinstance(found, Report)
    text = found.text
    assert text.index("Raid on cannery") < text.index(RAID) < text.index("Dayton | 40") < text.index(FIRE)
    assert text.count(RAID) == 1


def test_a_damaged_document_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "bad.docx").write_bytes(word()[:-400])
    whole = io.BytesIO(word())
    broken = io.BytesIO()
    with zipfile.ZipFile(whole) as parts, zipfile.ZipFile(broken, "w") as out:
        for part in parts.infolist():
            out.writestr(part, parts.read(part) if part.filename != "word/document.xml" else b"<w:document")
    (tmp_path / "worse.docx").write_bytes(broken.getvalue())
    (tmp_path / "good.txt").write_text(RAID, "utf-8")
    found = list(gather([tmp_path]))
    assert [r.id for r in found if isinstance(r, Report)] == ["good.txt"]
    assert len([e for e in found if isinstance(e, InputError)]) == 2

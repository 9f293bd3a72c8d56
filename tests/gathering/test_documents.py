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
from tests.gathering.writers import docx_of, odt_of, printed, set_page

RAID = "Federal agents arrested 40 workers at a cannery in Dayton, Ohio, on Tuesday."
FIRE = "A fire in a warehouse in Boise, Idaho, killed three people on Friday."


def pdf(*pages: list[str], title: str = "") -> bytes:
    """A PDF of lines of text from the top of each page; a page without lines is a picture."""
    top = 720
    told = [set_page([(72, top - 14 * k, 11, line) for k, line in enumerate(lines)]) for lines in pages]
    marks = [page or b"0 0 100 100 re f" for page in told]
    return printed(*marks, about=f"/Title ({title}) /Author (Dana Whitlow)")


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


def run(words: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def par(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


def cells(*inner: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{c}<w:p/></w:tc>" for c in inner) + "</w:tr>"


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice><mc:Fallback><v:pict>"
    "<w:txbxContent>{0}</w:txbxContent></v:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
NOTES = (
    '<w:footnote w:type="separator">{}</w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
    "<w:r><w:t>Nine were minors.</w:t></w:r></w:p></w:footnote>"
).format(par(run("____")))


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (par(f"<w:del>{run('forty', 'delText')}</w:del><w:ins>{run('fifty')}</w:ins>", run(" men")), "fifty men"),
        (par(f"<w:moveFrom>{run('here')}</w:moveFrom><w:moveTo>{run('there')}</w:moveTo>"), "there"),
        (f"<w:ins>{par(run('put in'))}</w:ins>", "put in"),
        (f"<w:sdt><w:sdtContent>{par(run('in a control'))}</w:sdtContent></w:sdt>", "in a control"),
        (par(f"<w:hyperlink>{run('linked')}</w:hyperlink>", run(" words")), "linked words"),
        (par(f"<w:fldSimple>{run('Figure 1')}</w:fldSimple>", run(": a caption")), "Figure 1: a caption"),
        (par(run("PAGE", "instrText"), run("page 7")), "page 7"),
        (par(run("held"), "<w:r><w:commentReference/></w:r>", run(" men")), "held men"),
        (par("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>", run("shown")), "shown"),
        (
            par("<w:r><w:t>forty</w:t><w:noBreakHyphen/><w:t>two</w:t><w:br/><w:t>men</w:t></w:r>"),
            "forty\u2011two\nmen",
        ),
        (par(run("before"), BOX.format(par(run("in a box"))), run(" it")), "before it\n\nin a box"),
        (f"<w:tbl>{cells(par(run('12')), par(run('12')), '')}</w:tbl>", "12 | 12 |"),
        (
            "<w:tbl>"
            + cells(par(run("Dayton")), "<w:tbl>" + cells(par(run("40")), par(run("3"))) + "</w:tbl>")
            + "</w:tbl>",
            "Dayton | 40 | 3",
        ),
        (
            "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr>" + cells(par(run("kept"))) + "</w:tbl>",
            "kept",
        ),
    ],
)
def test_a_word_document_gives_what_its_page_shows(body: str, wanted: str, tmp_path: Path) -> None:
    (tmp_path / "note.docx").write_bytes(docx_of(body))
    found = only(tmp_path / "note.docx")
    assert isinstance(found, Report), found.what
    assert found.text == wanted


def test_notes_and_heads_of_a_word_document_stand_at_the_end_once_and_comments_nowhere(tmp_path: Path) -> None:
    parts = {
        "footnotes": NOTES,
        "header1": par(run("Harbor County")),
        "header2": par(run("Harbor County")) + par(run("7")),
    }
    body = par(run(RAID), "<w:r><w:footnoteReference/></w:r>") + par(run(FIRE))
    (tmp_path / "note.docx").write_bytes(docx_of(body, comments=par(run("check this")), **parts))
    found = only(tmp_path / "note.docx")
    assert isinstance(found, Report)
    assert found.text.split("\n\n") == [RAID, FIRE, "Nine were minors.", "Harbor County"]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>forty</text:p></text:deletion>"
            "</text:changed-region></text:tracked-changes><text:p><text:change/>fifty men</text:p>",
            "fifty men",
        ),
        ("<text:p>1<text:s/>200<text:s text:c='2'/>men<text:line-break/>fled</text:p>", "1 200  men\nfled"),
        ("<text:p>held<office:annotation><text:p>check</text:p></office:annotation> men</text:p>", "held men"),
        (
            "<text:p>held<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Nine minors.</text:p>"
            "</text:note-body></text:note> men</text:p><text:p>since</text:p>",
            "held men\n\nsince\n\nNine minors.",
        ),
        (
            "<text:p>before<draw:frame><draw:text-box><text:p>in a box</text:p></draw:text-box></draw:frame> it</text:p>",
            "before it\n\nin a box",
        ),
        (
            "<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list><text:p>two</text:p>",
            "one\n\ntwo",
        ),
        (
            "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>town</text:p>"
            "</table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell>"
            "<text:p>Dayton,</text:p><text:p>Ohio</text:p></table:table-cell><table:table-cell><table:table>"
            "<table:table-row><table:table-cell><text:p>40</text:p></table:table-cell><table:table-cell><text:p>3</text:p>"
            "</table:table-cell></table:table-row></table:table></table:table-cell></table:table-row></table:table>",
            "town\n\nDayton, Ohio | 40 | 3",
        ),
    ],
)
def test_an_opendocument_text_gives_what_its_page_shows(body: str, wanted: str, tmp_path: Path) -> None:
    styles = "<style:master-page><style:header><text:p>Harbor County</text:p></style:header></style:master-page>"
    (tmp_path / "note.odt").write_bytes(odt_of(body, styles=styles))
    found = only(tmp_path / "note.odt")
    assert isinstance(found, Report), found.what
    assert found.text == f"{wanted}\n\nHarbor County"

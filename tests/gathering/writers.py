"""Small writers of the formats that tests read: RTF, web archives, PDF pages set line by line or as pictures."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterable

RAID = "Federal agents arrested 40 workers at a cannery in Dayton, Ohio, on Tuesday."
FIRE = "A fire in a warehouse in Boise, Idaho, killed three people on Friday."


def rtf(body: str, head: str = "") -> bytes:
    """An RTF file round a body."""
    fonts = r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fswiss\fcharset204 Arial;}{\f2\fnil\fcharset128 Gothic;}}"
    return (r"{\rtf1\ansi\ansicpg1252\deff0" + fonts + head + "\n" + body + "}").encode("latin-1")


def page(*paragraphs: str, head: str = "") -> bytes:
    """A web page with an article."""
    told = "".join(f"<p>{p}</p>" for p in paragraphs)
    return f"<!doctype html><html><head><title>Raid</title>{head}</head><body><article>{told}</article></body></html>".encode()


def answer(body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", **more: str) -> bytes:
    """What a server answered."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *(f"{k.replace('_', '-')}: {v}" for k, v in more.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def chunked(body: bytes, size: int = 50) -> bytes:
    """A body in the pieces in which servers send it."""
    pieces = [body[k : k + size] for k in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in [*pieces, b""])


def record(
    body: bytes,
    url: str = "https://r.example/raid",
    sort: str = "response",
    kind: str = "application/http; msgtype=response",
    length: int | None = None,
) -> bytes:
    """One record of a web archive."""
    lines = [
        "WARC/1.0",
        f"WARC-Type: {sort}",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2021-03-10T08:00:00Z",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body) if length is None else length}",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body + b"\r\n\r\n"


def packed(records: Iterable[bytes]) -> bytes:
    """Records packed one by one, as web archives are."""
    return b"".join(gzip.compress(r) for r in records)


def wacz(records: Iterable[bytes]) -> bytes:
    """A web archive in a zip with its indexes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive/data.warc.gz", packed(records))
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n{"url": "https://r.example/raid"}\n')
        archive.writestr("indexes/index.cdx", "example,r)/raid 20210310080000 {}")
        archive.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": []}))
    return out.getvalue()


Line = tuple[float, float, float, str]
_MARKS = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})


def set_page(lines: Iterable[Line], pictures: Iterable[tuple[float, float, float, float]] = ()) -> bytes:
    """The marks of one PDF page: lines of (left, baseline, size, words), grey pictures of (left, bottom, width, height)."""
    marks = [f"q {w} 0 0 {h} {x} {y} cm /Im1 Do Q" for x, y, w, h in pictures]
    marks += [f"BT /F1 {size} Tf {x} {y} Td ({words.translate(_MARKS)}) Tj ET" for x, y, size, words in lines]
    return "\n".join(marks).encode("cp1252")


def printed(
    *pages: bytes, picture: bytes = b"\x80", side: tuple[int, int] = (1, 1), extra: str = "", about: str = ""
) -> bytes:
    """A PDF of pages of marks; `picture` is what their pictures show, grey, of so many dots."""
    image = b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8" % side
    objects: list[bytes] = [
        b"",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        image + b" /Length %d >>\nstream\n%s\nendstream" % (len(picture), picture),
    ]
    kids = []
    for marks in pages:
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(marks), marks))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources"
            b" << /Font << /F1 3 0 R >> /XObject << /Im1 4 0 R >> >> >>" % len(objects)
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {extra} >>".encode()
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    if about:
        objects.append(f"<< {about} >>".encode())
    return pdf_of(objects, f" /Info {len(objects)} 0 R" if about else "")


def pdf_of(objects: list[bytes], info: str = "") -> bytes:
    """A PDF of numbered objects, the first of them its root."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        info.encode(),
        start,
    )
    return bytes(out)


# widths of letters of Helvetica in thousandths, enough to break lines as a printer would
_WIDE, _NARROW = frozenset("mwMW@%"), frozenset("ijlIft.,;:'!|()[] -r")


def width(words: str, size: float) -> float:
    """About how wide words are when printed."""
    return size * sum(0.84 if c in _WIDE else 0.28 if c in _NARROW else 0.68 if c.isupper() else 0.54 for c in words)


def column(text: str, left: float, top: float, wide: float, size: float = 9, lead: float = 1.25) -> list[Line]:
    """Paragraphs, parted by empty lines, set in a column of a width from a height down."""
    lines: list[Line] = []
    for paragraph in text.split("\n\n"):
        words = ""
        for word in paragraph.split():
            if words and width(f"{words} {word}", size) > wide:
                lines.append((left, round(top, 2), size, words))
                words, top = word, top - lead * size
            else:
                words = f"{words} {word}".strip()
        lines.append((left, round(top, 2), size, words))
        top -= 2 * lead * size
    return lines


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OTHER = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_O = (
    " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("text", "table", "office", "style"))
    + ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def zip_of(parts: dict[str, str]) -> bytes:
    """Parts of a document in a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx_of(body: str, prolog: str = "", **parts: str) -> bytes:
    """A Word document of a body in its own marks; other parts by name."""
    whole = {"[Content_Types].xml": "<Types/>"}
    whole["word/document.xml"] = f"{prolog}<w:document {_W} {_OTHER}><w:body>{body}</w:body></w:document>"
    whole |= {f"word/{name}.xml": f"<w:part {_W}>{inner}</w:part>" for name, inner in parts.items()}
    return zip_of(whole)


def odt_of(body: str, prolog: str = "", styles: str = "") -> bytes:
    """An OpenDocument text of a body in its own marks."""
    return zip_of(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"{prolog}<office:document-content {_O}><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {_O}><office:master-styles>{styles}</office:master-styles>"
            "</office:document-styles>",
        }
    )

"""Damaged files of every format end in reports or in named errors, and soon: mutations of real ones, seeded."""

from __future__ import annotations

import gzip
import os
import random
import time
import zlib
from collections.abc import Iterable
from itertools import zip_longest
from pathlib import Path

import brotli
import pytest

from sayso.errors import InputError
from sayso.gathering import ocr
from sayso.gathering.kinds import contents
from sayso.model.report import Report
from tests.gathering.test_documents import FIRE, RAID, odt, pdf, word
from tests.gathering.test_formats import ATOM, FILES, RSS, letter, tarred, zipped
from tests.gathering.test_ocr import SCAN, STAMPED, WRITTEN, scanned
from tests.gathering.test_pdf_layout import ONE, TWO
from tests.gathering.writers import (
    answer,
    chunked,
    column,
    docx_of,
    odt_of,
    packed,
    page,
    printed,
    record,
    rtf,
    set_page,
    wacz,
)

MUTATIONS = int(os.environ.get("SAYSO_MUTATIONS", "200"))
LONGEST_SECONDS = 10
MOST_MEMORY = 1_000_000_000
# With recognition a mutation takes a second, so that few are tried.
RECOGNISED = 5
PAGE = f"""<!doctype html><html><head><title>Raid</title><script type="application/ld+json">{{"@type": "NewsArticle",
"datePublished": "2021-03-10"}}</script></head><body><article><h1>Raid</h1><p>{RAID}</p><p>{FIRE} Families waited.</p>
</article></body></html>"""
RECORDS = [
    record(answer(page(RAID, FIRE))),
    record(answer(chunked(gzip.compress(page(FIRE, RAID))), Transfer_Encoding="chunked", Content_Encoding="gzip")),
    record(answer(pdf([RAID]), "application/pdf")),
    record(RAID.encode(), sort="conversion", kind="text/plain"),
]
COLUMNS = [
    line
    for pair in zip_longest(column(ONE, 40, 690, 250), column(TWO, 316, 690, 250))
    for line in [*pair, (40, 740, 18, RAID)]
    if line
]
WHOLE = {
    "pdf": pdf([RAID], [FIRE]),
    "docx": word(),
    "odt": odt(),
    "zip": zipped(FILES),
    "tar": tarred({name: data for name, data in FILES.items() if data}),
    "gz": gzip.compress(RAID.encode() * 50),
    "eml": letter(fire_txt=FIRE.encode()).as_bytes(),
    "mbox": b"From a@b.example Wed Mar 10 08:00:00 2021\n" + letter().as_bytes(),
    "rss": RSS.encode(),
    "atom": ATOM.encode(),
    "rtf": rtf(
        rf"{{\header page}}\pard caf\'e9 {RAID}{{\footnote {FIRE}}}\par\trowd\pard\intbl a\cell\u8212?\cell\row {{\f2\'93\'8c}}"
        r"{\shp{\*\shpinst{\shptxt box\par}}}{\deleted x}{\pict\bin3 abc}\par",
        r"{\info{\title Raid}{\author Dana Whitlow}}",
    ),
    "warc": b"".join(RECORDS),
    "warc.gz": packed(RECORDS),
    "wacz": wacz(RECORDS),
    "columns": printed(set_page(COLUMNS), set_page(COLUMNS)),
    "scan": scanned(SCAN, WRITTEN, STAMPED),
    "marks.docx": docx_of(
        f"<w:p><w:ins><w:r><w:t>{RAID}</w:t></w:r></w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p><w:tbl><w:tr>"
        "<w:tc><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>"
    ),
    "marks.odt": odt_of(
        f"<text:p>{RAID}<text:note><text:note-body><text:p>{FIRE}</text:p></text:note-body></text:note></text:p>"
    ),
    "tsv": f"id\ttext\ttitle\n1\t{RAID}\tRaid\n2\t{FIRE}\t\n".encode(),
    "csv": f"id,text\n1,{RAID.replace(',', ' ')}\n".encode(),
    "jsonl": f'{{"id": "a", "text": "{RAID}"}}\n'.encode(),
    "html": PAGE.encode(),
    "txt": RAID.encode(),
}


# Parts that lie packed in a file: damage to the file itself seldom gets through to them.
PARTS = {
    "docx": (
        f"<w:p><w:ins><w:r><w:t>{RAID}</w:t></w:r></w:ins></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>".encode(),
        lambda part: docx_of(part.decode("latin-1"), footnotes=part.decode("latin-1")),
    ),
    "odt": (
        f"<text:p>{RAID}<text:s text:c='3'/><text:note><text:note-body><text:p>x</text:p></text:note-body></text:note></text:p>".encode(),
        lambda part: odt_of(part.decode("latin-1")),
    ),
    "warc.gz": (b"".join(RECORDS), lambda part: gzip.compress(part)),
    "wacz": (b"".join(RECORDS), lambda part: wacz([part])),
    "http": (
        chunked(gzip.compress(page(RAID, FIRE))),
        lambda part: record(answer(part, Transfer_Encoding="chunked", Content_Encoding="gzip")),
    ),
    "br": (brotli.compress(page(RAID, FIRE)), lambda part: record(answer(part, Content_Encoding="br"))),
    "deflate": (zlib.compress(page(RAID, FIRE)), lambda part: record(answer(part, Content_Encoding="deflate"))),
}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, dropped, put in, doubled or cut off."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(out)) if out else 0
        match chance.choice(["change", "change", "drop", "insert", "double", "cut"]):
            case "change" if out:
                out[at] = chance.randrange(256)
            case "drop":
                del out[at : at + chance.randint(1, 40)]
            case "insert":
                out[at:at] = chance.randbytes(chance.randint(1, 20))
            case "double":
                start = chance.randrange(len(out)) if out else 0
                out[at:at] = out[start : start + chance.randint(1, 200)]
            case "cut":
                del out[max(at, 1) :]
    return bytes(out)


def held(what: str) -> int:
    """Bytes that this process holds (RSS) or has held at most (HWM)."""
    (line,) = [x for x in Path("/proc/self/status").read_text("utf-8").splitlines() if x.startswith(f"Vm{what}:")]
    return int(line.split()[1]) * 1024


def tried(kind: str, mutations: Iterable[bytes]) -> None:
    """Read mutations of a file of a kind."""
    # from here on the most is counted anew
    Path("/proc/self/clear_refs").write_text("5", "utf-8")
    before = held("RSS")
    for data in mutations:
        begun = time.monotonic()
        for item in contents(data, f"damaged.{kind}", "damaged"):
            assert isinstance(item, Report | InputError)
            if isinstance(item, InputError):
                assert item.where
        assert time.monotonic() - begun < LONGEST_SECONDS
    assert held("HWM") - before < MOST_MEMORY


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", WHOLE)
def test_damage_ends_in_reports_or_named_errors(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "program", lambda: None)
    whole = contents(WHOLE[kind], f"whole.{kind}", "whole")
    assert any(isinstance(item, Report) for item in whole)
    chance = random.Random(f"{kind} 20261123")
    tried(kind, (damaged(WHOLE[kind], chance) for _ in range(MUTATIONS)))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", PARTS)
def test_damage_inside_of_what_is_packed_ends_so_too(kind: str) -> None:
    part, pack = PARTS[kind]
    assert any(isinstance(item, Report) for item in contents(pack(part), f"whole.{kind}", "whole"))
    chance = random.Random(f"inside {kind} 20261123")
    tried(kind, (pack(damaged(part, chance)) for _ in range(MUTATIONS)))


@pytest.mark.filterwarnings("ignore")
def test_damage_to_a_scan_that_is_recognised_ends_so_too(tesseract: str) -> None:
    assert any(isinstance(item, Report) for item in contents(WHOLE["scan"], "whole.pdf", "whole"))
    chance = random.Random("recognised 20261123")
    tried("scan", (damaged(WHOLE["scan"], chance) for _ in range(RECOGNISED)))

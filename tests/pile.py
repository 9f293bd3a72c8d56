"""A pile as people have it: sixty files in fifteen formats from thirty sample reports, half of them damaged.

`python -m tests.pile FOLDER` writes the pile and says which figures are read otherwise than in the clean text.
"""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from pathlib import Path

from sayso.codebook.loading import lexicon
from sayso.errors import InputError
from sayso.gathering.gather import described, gather
from sayso.model.report import Report
from sayso.reading.reader import Reader
from tests.damage import DAMAGES
from tests.gathering import writers
from tests.samples import sample_reports

REPORTS = 30
# What a printer's eight-bit letters cannot show.
_BEYOND_PRINT = ("emoji", "mojibake", "odd_letters", "odd_spaces")
# Marks that a format has for itself are no damage in it.
_OWN_MARKS = {"html": ("entities",), "rss": ("entities",), "warc": ("entities",), "wacz": ("entities",), "rtf": ()}


@dataclass(frozen=True)
class Made:
    """A file of the pile: what it was made from, and the names of what was done to it."""

    name: str
    clean: str
    damages: tuple[str, ...]


def texts() -> list[str]:
    """The clean texts: outlet, day and words, as a clipping has them."""
    found = []
    for report in sample_reports():
        text = report.text
        if len(report.published or "") == 10 and "Published:" not in text[:200]:
            day = date.fromisoformat(str(report.published))
            text = f"{report.publisher}\nPublished: {day:%B} {day.day}, {day.year}\n\n{text}"
        found.append(text.strip() + "\n")
    return found[:REPORTS]


def _paragraphs(text: str) -> list[str]:
    return [p.strip() for p in text.split("\n\n") if p.strip()]


def _page(text: str) -> bytes:
    told = [html.escape(p, quote=False).replace("\n", "<br>\n") for p in _paragraphs(text)]
    return writers.page(*told)


def _pdf(text: str) -> bytes:
    lines = writers.column(text, 72, 0, 440, 11)
    pages: list[list[writers.Line]] = [[]]
    top = 0.0
    for left, y, size, words in lines:
        if top - y > 620:
            pages.append([])
            top = y
        pages[-1].append((left, 720 + y - top, size, words.encode("cp1252", "replace").decode("cp1252")))
    return writers.printed(*(writers.set_page(page) for page in pages))


def _docx(text: str) -> bytes:
    told = [html.escape(p).replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>") for p in _paragraphs(text)]
    return writers.docx_of("".join(f"<w:p><w:r><w:t xml:space='preserve'>{p}</w:t></w:r></w:p>" for p in told))


def _odt(text: str) -> bytes:
    told = [html.escape(p).replace("\n", "<text:line-break/>") for p in _paragraphs(text)]
    return writers.odt_of("".join(f"<text:p>{p}</text:p>" for p in told))


def _rtf(text: str) -> bytes:
    marked = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    signs = marked.encode("utf-16-le")
    units = [int.from_bytes(signs[k : k + 2], "little") for k in range(0, len(signs), 2)]
    body = "".join(chr(u) if u < 128 else f"\\u{u - 65536 if u > 32767 else u}?" for u in units)
    return writers.rtf(
        body.replace("\n\n", "\\par\\par\n").replace("\n", "\\line\n").replace("\\par\\par\\line", "\\par\\par")
    )


def _mail(text: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Clippings <desk@r.example>", "a@r.example", "Clipping"
    message.set_content(text)
    return message.as_bytes()


def _mbox(text: str) -> bytes:
    return b"From desk@r.example Wed Mar 10 08:00:00 2021\n" + _mail(text).replace(b"\nFrom ", b"\n>From ") + b"\n"


def _rss(text: str) -> bytes:
    told = "".join(f"<p>{html.escape(p, quote=False)}</p>" for p in _paragraphs(text)).replace("\n", "<br>")
    return f"<?xml version='1.0'?><rss version='2.0'><channel><item><description>{html.escape(told)}</description></item></channel></rss>".encode()


def _csv(text: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["id", "text"], ["1", text]])
    return out.getvalue().encode()


def _zip(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside/report.txt", text)
    return out.getvalue()


FORMATS: dict[str, Callable[[str], bytes]] = {
    "txt": str.encode,
    "html": _page,
    "pdf": _pdf,
    "docx": _docx,
    "odt": _odt,
    "rtf": _rtf,
    "eml": _mail,
    "mbox": _mbox,
    "rss": _rss,
    "csv": _csv,
    "jsonl": lambda text: json.dumps({"text": text}).encode() + b"\n",
    "warc": lambda text: writers.record(writers.answer(_page(text))),
    "wacz": lambda text: writers.wacz([writers.record(writers.answer(_page(text)))]),
    "zip": _zip,
    "gz": lambda text: gzip.compress(text.encode()),
}


def make(folder: Path) -> list[Made]:
    """Write the pile: each text clean in one format, and in another with two damages on top of each other."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds = list(FORMATS)
    made = []
    for k, text in enumerate(texts()):
        clean, other = kinds[k % len(kinds)], kinds[(k * 7 + 3) % len(kinds)]
        names, told = _damaged(text, k, other)
        made += [Made(f"{k:02}-clean.{clean}", text, ()), Made(f"{k:02}-{'-and-'.join(names)}.{other}", text, names)]
        (folder / made[-2].name).write_bytes(FORMATS[clean](text))
        (folder / made[-1].name).write_bytes(FORMATS[other](told))
    return made


def _damaged(text: str, k: int, kind: str) -> tuple[tuple[str, ...], str]:
    """The next two damages in turn that a format can hold and that change the text, and what they make of it."""
    barred = (*_OWN_MARKS.get(kind, ()), *(_BEYOND_PRINT if kind == "pdf" else ()))
    names: list[str] = []
    ways = [d for d in DAMAGES if d not in barred]
    for step in range(len(ways)):
        name = ways[(k * 5 + step * 3) % len(ways)]
        told = DAMAGES[name](text, k)
        if name not in names and told != text:
            names, text = [*names, name], told
        if len(names) == 2:
            break
    return tuple(names), text


Figures = Counter[tuple[object, ...]]


def figures(reader: Reader, report: Report) -> Figures:
    """What a report's figures say, wherever they stand in it."""
    return Counter((c.measure, c.low, c.high, c.best, c.unit, c.standing, c.scope) for c in reader.read(report).claims)


def differences(folder: Path, made: list[Made]) -> Iterator[tuple[Made, int, Figures, Figures]]:
    """Of each file how many figures its clean text has, those of them that were not read, and those read beyond."""
    words = lexicon()
    reader = Reader(words)
    for file in made:
        clean = figures(reader, described(Report(id=file.name, text=file.clean), words))
        (item,) = gather([folder / file.name], words)
        if isinstance(item, InputError):
            raise item
        read = figures(reader, item)
        yield file, clean.total(), clean - read, read - clean


def main(folder: Path) -> None:
    """Write the pile and list what is read otherwise."""
    made = make(folder)
    total = lost = beyond = 0
    for file, count, missing, more in differences(folder, made):
        total, lost, beyond = total + count, lost + missing.total(), beyond + more.total()
        for words, found in (("not read", missing), ("read instead", more)):
            for figure in found.elements():
                print(f"{file.name}: {words}: {figure}")
    print(
        f"{len(made)} files in {len(FORMATS)} formats: of {total} figures {lost} not read as in the clean text, {beyond} beyond it"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))

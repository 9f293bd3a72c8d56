"""Inputs as they turn up in a pile of reports: odd but readable ones, and ones that cannot be read."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

GOOD = "Federal agents arrested 40 workers at a cannery in Dayton, Ohio, on Tuesday, the county sheriff said."
SCRIPT = "fetch('https://tracker.example/?n=99'); document.title = '700 people were arrested';"
PAGE = f"""<!doctype html><html><head><title>Raid on cannery</title>
<meta property="og:site_name" content="Harbor County Record">
<script>{SCRIPT}</script></head><body><article><h1>Raid on cannery</h1>
<p onclick="alert(55)">{GOOD}</p><script>document.write("88 people were killed")</script>
<p>By the evening 12 of those arrested were released, the union said.</p>
<img src="https://tracker.example/pixel.gif" onerror="alert(77)"></article></body></html>"""


def row(**facts: object) -> str:
    facts = {"id": "row", "publisher": "Harbor County Record", "published": "2021-03-10", "text": GOOD, **facts}
    return json.dumps(facts)


# Name of the file -> its bytes. Everything in them is read; offsets count in the text as read.
ODD: dict[str, bytes] = {
    "crlf.txt": f"Raid\r\n\r\n{GOOD}\r\nIt was\rthe first since 2006.\r\n".encode(),
    "bom.txt": b"\xef\xbb\xbf" + GOOD.encode(),
    "utf16.txt": ("\ufeff" + GOOD).encode("utf-16-le"),
    "nul.txt": f"On\0Tuesday.\0\0 {GOOD}".encode(),
    "emoji.txt": f"🚨🚔👨‍👩‍👧 {GOOD} 🙏 About 12 were released, a union lawyer said.".encode(),
    "latin.txt": f"Die Behörde – so hieß es – war früh da. {GOOD}".encode("cp1252"),
    "script.html": PAGE.encode(),
    "undated.txt": GOOD.encode(),
    "wrapped.md": b"# Raid\n\nFederal agents arrested **40**\nworkers at a\ncannery in [Dayton](https://a.example), Ohio.\n",
    "rows.jsonl": f"{row(id='crlf', text='One.' + chr(13) + chr(10) + GOOD)}\r\n\r\n{row(id='nul', text='A' + chr(0) + GOOD)}".encode(),
}


@dataclass(frozen=True)
class Bad:
    """An input that cannot be taken: how it is made, and what the one message must say."""

    name: str
    make: Callable[[Path], object]
    reference: str
    says: str
    where: str = ""


def _bytes(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def _rows(third: bytes) -> Callable[[Path], object]:
    lines = [row(id="first"), row(id="second", publisher="Toledo Evening Star"), None, row(id="fourth", title="Later")]
    return _bytes(b"\n".join(third if line is None else line.encode() for line in lines) + b"\n")


BAD = [
    Bad("empty.txt", _bytes(b""), "report-empty", "no text"),
    Bad("blank.txt", _bytes(b" \n\r\n\t "), "report-empty", "no text"),
    Bad("photo.txt", _bytes(bytes(range(256)) * 40), "report-not-text", "no text"),
    Bad("page.html", _bytes(b"<html><body><script>1</script></body></html>"), "page-without-text", "no article"),
    Bad("scan.pdf", _bytes(b"%PDF-1.7 ..."), "pdf-damaged", "PDF"),
    Bad("sheet.xls", _bytes(b"\xd0\xcf\x11\xe0 ..."), "kind-unknown", ".xls"),
    Bad("missing.txt", lambda path: None, "path-missing", "no such file"),
    Bad("cut.jsonl", _rows(b'{"id": "third", "text": "Agen'), "line-not-json", "JSON", "line 3"),
    Bad("list.jsonl", _rows(b"[1, 2]"), "line-not-object", "object", "line 3"),
    Bad("textless.jsonl", _rows(b'{"id": "third", "body": "x"}'), "line-without-text", "text", "line 3"),
    Bad("number.jsonl", _rows(b'{"id": "third", "text": 7}'), "line-without-text", "text", "line 3"),
    Bad("empty-line.jsonl", _rows(b'{"id": "third", "text": " "}'), "report-empty", "no text", "line 3"),
    Bad("bytes.jsonl", _rows(b'{"id": "third", "text": "\xff\xfe\x00"}'), "line-not-json", "JSON", "line 3"),
    Bad("deep.jsonl", _rows(b'{"text":' + b"[" * 100_000), "line-not-json", "JSON", "line 3"),
]

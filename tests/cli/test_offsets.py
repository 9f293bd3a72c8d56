"""Offsets count in the text that `sayso read --text` prints, and lead to the very words that are quoted."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.inputs import ODD
from tests.running import run

LAYERS = ("figures", "numbers", "moments", "places")


@pytest.fixture(params=[name for name in ODD if not name.endswith(".jsonl")])
def odd(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / str(request.param)
    path.write_bytes(ODD[path.name])
    return path


def assert_in_place(row: dict[str, Any], text: str) -> None:
    assert text[row["start"] : row["end"]] == row["text"]
    if "quote" in row:
        assert row["quote"] in text
        assert row["text"] in row["quote"]


@pytest.mark.parametrize("layer", LAYERS)
def test_every_span_leads_to_its_words(layer: str, odd: Path) -> None:
    text = run("read", "--text", odd).out
    rows = run("read", odd, "--layer", layer, "--jsonl").rows
    assert rows or layer == "moments"
    for row in rows:
        assert_in_place(row, text)
        assert row["schema"] == 1


def test_speech_lies_in_the_text(odd: Path) -> None:
    text = run("read", "--text", odd).out
    for row in run("read", odd, "--layer", "speech", "--jsonl").rows:
        for start, end in (*row["source"], *row["cue"], *row["content"]):
            assert 0 <= start < end <= len(text)


def test_plain_text_is_printed_as_it_stands_in_the_file(tmp_path: Path) -> None:
    for name in ("crlf.txt", "emoji.txt", "undated.txt", "wrapped.md"):
        (tmp_path / name).write_bytes(ODD[name])
        assert run("read", "--text", tmp_path / name).out == ODD[name].decode("utf-8")


def test_a_nul_is_replaced_one_for_one_and_a_mark_kept_out(tmp_path: Path) -> None:
    for name in ("nul.txt", "bom.txt"):
        (tmp_path / name).write_bytes(ODD[name])
    assert run("read", "--text", tmp_path / "nul.txt").out == ODD["nul.txt"].decode().replace("\0", "\ufffd")
    assert run("read", "--text", tmp_path / "bom.txt").out == ODD["bom.txt"].decode("utf-8-sig")


def test_offsets_of_jsonl_count_in_the_text_of_the_row(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_bytes(ODD["rows.jsonl"])
    texts = {r["id"]: r["text"].replace("\0", "\ufffd") for r in map(json.loads, ODD["rows.jsonl"].split(b"\r\n\r\n"))}
    rows = run("read", tmp_path / "rows.jsonl", "--jsonl").rows
    assert {r["report"] for r in rows} == {"crlf", "nul"}
    for row in rows:
        assert_in_place(row, texts[row["report"]])


def test_spans_that_are_handed_in_come_back_one_row_each(tmp_path: Path) -> None:
    (tmp_path / "undated.txt").write_bytes(ODD["undated.txt"])
    text = ODD["undated.txt"].decode()
    start = text.index("Dayton")
    spans = [(start, start + 6), (0, 7), (start, start + 12)]
    rows = [json.dumps({"report": "undated.txt", "start": s, "end": e}) for s, e in spans]
    (tmp_path / "spans.jsonl").write_text("\n".join(rows), "utf-8")
    found = run(
        "read", tmp_path / "undated.txt", "--layer", "places", "--spans", tmp_path / "spans.jsonl", "--jsonl"
    ).rows
    assert [(r["start"], r["end"]) for r in found] == spans
    assert [(found[0]["name"], found[0]["admin1"])] == [("Dayton", "Ohio")]


def test_a_pipe_changes_no_character(tmp_path: Path) -> None:
    for name in ("crlf.txt", "emoji.txt"):
        (tmp_path / name).write_bytes(ODD[name])
        command = [sys.executable, "-c", "from sayso.cli import main; main()", "read", "--text", tmp_path / name]
        assert subprocess.run(command, capture_output=True, check=True).stdout == ODD[name]

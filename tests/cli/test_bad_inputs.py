"""A bad input gives one message that says what, where and what to do; status 1; and all other reports are taken in."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.inputs import BAD, GOOD, ODD, Bad, row
from tests.running import Outcome, run


def build(*paths: Path, ledger: Path) -> Outcome:
    return run("build", *paths, "--ledger", ledger)


def best_figures(ledger: Path) -> list[int]:
    rows = run("incidents", "--json", "--ledger", ledger).json
    return sorted(f["best"] for i in rows for f in i["findings"])


@pytest.mark.parametrize("bad", BAD, ids=lambda b: b.name)
def test_a_bad_input_is_named_once_and_the_others_go_on(bad: Bad, tmp_path: Path) -> None:
    bad.make(tmp_path / bad.name)
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    done = build(tmp_path / bad.name, tmp_path / "good.txt", ledger=tmp_path / "ledger.db")
    assert done.status == 1
    (error,) = done.errors
    assert error["reference"] == bad.reference
    assert bad.says in error["what"]
    assert str(tmp_path / bad.name) in error["where"]
    assert bad.where in error["where"]
    assert len(error["hint"]) > 8
    assert "1 bad input left out" in done.err
    assert "Traceback" not in done.err
    assert 40 in best_figures(tmp_path / "ledger.db")


@pytest.mark.parametrize("bad", [b for b in BAD if b.where], ids=lambda b: b.name)
def test_the_lines_round_a_bad_line_are_taken_in(bad: Bad, tmp_path: Path) -> None:
    bad.make(tmp_path / bad.name)
    done = run("read", tmp_path / bad.name, "--jsonl")
    assert done.status == 1
    assert [r["report"] for r in done.rows] == ["first", "second", "fourth"]
    assert [e["reference"] for e in done.errors] == [bad.reference]


@pytest.mark.parametrize("name", ODD)
def test_an_odd_input_is_taken_in_whole(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(ODD[name])
    done = build(tmp_path / name, ledger=tmp_path / "ledger.db")
    assert (done.status, done.errors) == (0, [])
    assert 40 in best_figures(tmp_path / "ledger.db")


def test_a_folder_with_all_of_them_is_built_and_each_bad_one_named(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    for bad in BAD:
        bad.make(pile / bad.name)
    for name, data in ODD.items():
        (pile / name).write_bytes(data)
    done = build(pile, ledger=tmp_path / "ledger.db")
    assert done.status == 1
    there = [b for b in BAD if b.reference != "path-missing"]
    assert sorted(e["reference"] for e in done.errors) == sorted(b.reference for b in there)
    again = build(pile, ledger=tmp_path / "ledger.db")
    assert "0 reports taken in" in again.err
    assert len(again.errors) == len(there)


def test_a_replaced_nul_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "nul.txt").write_bytes(ODD["nul.txt"])
    done = build(tmp_path / "nul.txt", ledger=tmp_path / "ledger.db")
    assert "nul.txt" in done.err
    assert "NUL" in done.err


def test_what_a_page_runs_is_never_read(tmp_path: Path) -> None:
    (tmp_path / "script.html").write_bytes(ODD["script.html"])
    text = run("read", "--text", tmp_path / "script.html").out
    assert "arrested 40 workers" in text
    assert not {"fetch", "tracker", "700", "88", "alert", "<"} & set(text.replace("(", " ").split())
    found = [r["best"] for r in run("read", tmp_path / "script.html", "--jsonl").rows]
    assert sorted(found) == [12, 40]


@pytest.mark.parametrize("field", ["id", "title", "publisher", "author", "url"])
@pytest.mark.parametrize("mark", ["\0", "\ud800"], ids=["NUL", "lone surrogate"])
def test_broken_characters_in_a_field_do_not_stop_a_build(
    mark: str, field: str, ledger_url: str, tmp_path: Path
) -> None:
    lines = [
        row(id="before"),
        row(**{"title": "Another page", field: f"br{mark}oken"}),
        row(id="after", publisher="Toledo Evening Star"),
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    done = run("build", tmp_path / "rows.jsonl", "--ledger", ledger_url)
    assert done.status in (0, 1)
    (incident,) = run("incidents", "--json", "--ledger", ledger_url).json
    assert {"before", "after"} <= {r["report"] for r in incident["reports"]}


DATES = [
    "2019-13-45",
    "2019-00-00",
    "13-2019",
    "August-2019",
    "Aug 7, 2019",
    "31/12/2019",
    "2019-8-7",
    "soon",
    "-",
    "0",
]


@pytest.mark.parametrize("published", DATES)
def test_a_date_that_is_none_does_not_stop_anything(published: str, tmp_path: Path) -> None:
    lines = [row(id="good", published="2021-03-10"), row(id="odd", published=published, title="Another page")]
    (tmp_path / "rows.jsonl").write_text("\n".join(lines), "utf-8")
    ledger = tmp_path / "ledger.db"
    assert build(tmp_path / "rows.jsonl", ledger=ledger).status in (0, 1)
    incidents = run("incidents", "--json", "--ledger", ledger).json
    assert "good" in {r["report"] for i in incidents for r in i["reports"]}
    for incident in incidents:
        assert run("show", incident["id"], "--ledger", ledger).status == 0
    assert run("publish", "--to", "html", "--out", tmp_path / "record.html", "--ledger", ledger).status == 0


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such file names")
def test_a_file_whose_name_is_no_utf8_is_read(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    try:
        path.write_text(GOOD, "utf-8")
    except OSError:
        pytest.skip("this file system refuses such names")
    done = build(path, ledger=tmp_path / "ledger.db")
    assert done.status == 0
    assert best_figures(tmp_path / "ledger.db") == [40]


@pytest.mark.slow
@pytest.mark.parametrize("ending", [".txt", ".jsonl", ".html"])
def test_fifty_megabytes_of_text_are_refused_in_one_line_and_the_rest_goes_on(ending: str, tmp_path: Path) -> None:
    text = f"{GOOD} " * (50_000_000 // len(GOOD))
    big = tmp_path / f"big{ending}"
    big.write_text(json.dumps({"id": "big", "text": text}) if ending == ".jsonl" else text, "utf-8")
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    done = build(big, tmp_path / "good.txt", ledger=tmp_path / "ledger.db")
    assert done.status == 1
    (error,) = done.errors
    assert str(big) in error["where"]
    assert "MB" in error["what"]
    assert "split" in error["hint"] or "one report a line" in error["hint"]
    assert len(done.err) < 1000
    assert best_figures(tmp_path / "ledger.db") == [40]


@pytest.mark.slow
def test_a_long_text_is_read_to_its_end(tmp_path: Path) -> None:
    filler = "The council talked about its library and went home. " * 20_000
    (tmp_path / "long.txt").write_text(f"{filler}{GOOD} {filler}", "utf-8")
    (found,) = run("read", tmp_path / "long.txt", "--jsonl").rows
    assert found["start"] == len(filler) + GOOD.index("40")
    assert found["measure"] == "persons_arrested"

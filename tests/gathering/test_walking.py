"""Files and folders become reports in a fixed order, each of the kind that its content shows."""

from __future__ import annotations

from pathlib import Path

from sayso.codebook.lexicon import Lexicon
from sayso.errors import InputError
from sayso.gathering.gather import Gathered, gather
from sayso.model.report import Report

TEXT = "Federal agents arrested 40 workers at a cannery in Dayton, Ohio, on Tuesday."


def ids(found: list[Gathered]) -> list[str]:
    return [r.id for r in found if isinstance(r, Report)]


def test_a_folder_is_walked_in_the_order_of_names_and_ids_are_paths_in_it(tmp_path: Path, lexicon: Lexicon) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.txt", "C.txt", "10.txt", "9.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT, "utf-8")
    found = list(gather([tmp_path], lexicon))
    assert ids(found) == ["10.txt", "9.txt", "C.txt", "a/b/c.txt", "a/z.md", "b.txt"]
    assert ids(list(gather([tmp_path], lexicon))) == ids(found)


def test_a_file_named_alone_has_its_name_as_id(tmp_path: Path, lexicon: Lexicon) -> None:
    (tmp_path / "raid.txt").write_text(TEXT, "utf-8")
    assert ids(list(gather([tmp_path / "raid.txt"], lexicon))) == ["raid.txt"]


def test_rows_have_their_ids_or_their_line_numbers(tmp_path: Path, lexicon: Lexicon) -> None:
    rows = ['{"id": "own", "text": "A."}', "", '{"text": "B."}', '{"id": 7, "text": "C."}', '{"id": "", "text": "D."}']
    (tmp_path / "rows.jsonl").write_text("\n".join(rows), "utf-8")
    assert ids(list(gather([tmp_path], lexicon))) == ["own", "rows-3", "7", "rows-5"]


def test_hidden_files_and_leftovers_are_passed_over(tmp_path: Path, lexicon: Lexicon) -> None:
    for name in (".hidden.txt", "draft.txt~", "__MACOSX/raid.txt", "raid.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, "utf-8")
    assert ids(list(gather([tmp_path], lexicon))) == ["raid.txt"]


def test_an_empty_folder_gives_nothing(tmp_path: Path, lexicon: Lexicon) -> None:
    assert list(gather([tmp_path], lexicon)) == []


def test_a_folder_that_leads_back_to_itself_is_walked_once(tmp_path: Path, lexicon: Lexicon) -> None:
    (tmp_path / "raid.txt").write_text(TEXT, "utf-8")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    found = list(gather([tmp_path], lexicon))
    assert ids(found) == ["raid.txt"]


def test_the_kind_is_what_the_content_shows(tmp_path: Path, lexicon: Lexicon) -> None:
    page = f"<!doctype html><html><body><article><p>{TEXT}</p><p>{TEXT} Families waited.</p></article></body></html>"
    (tmp_path / "page.txt").write_text(page, "utf-8")
    (tmp_path / "plain.html").write_text(TEXT, "utf-8")
    (tmp_path / "noending").write_text(TEXT, "utf-8")
    found = {r.id: r.text for r in gather([tmp_path], lexicon) if isinstance(r, Report)}
    assert "<" not in found["page.txt"]
    assert found["plain.html"] == found["noending"] == TEXT


def test_what_is_not_readable_yet_is_said_by_its_kind(tmp_path: Path, lexicon: Lexicon) -> None:
    names = {"old.doc": "kind-unknown", "photo.JPG": "kind-unknown", "sheet.xlsx": "kind-unknown"}
    names |= {"note.rtf": "kind-mistaken", "pile.warc": "kind-mistaken", "pile.wacz": "kind-mistaken"}
    for name in names:
        (tmp_path / name).write_bytes(b"\x00\x01")
    found = [e for e in gather([tmp_path], lexicon) if isinstance(e, InputError)]
    assert {Path(e.where).name: e.reference for e in found} == names
    assert all(e.hint for e in found)


def test_encodings_are_told_apart(tmp_path: Path, lexicon: Lexicon) -> None:
    text = (
        "Die Behörde – so hieß es – nahm 40 Männer fest. „Früh um fünf“, sagte ein Sprecher. Später kamen größere Züge."
    )
    for name in ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"):
        (tmp_path / f"{name}.txt").write_bytes(text.encode(name))
    found = {r.id: r for r in gather([tmp_path], lexicon) if isinstance(r, Report)}
    assert {ident: r.text for ident, r in found.items()} == dict.fromkeys(found, text)
    assert len(found) == 5
    german = "in German (de): kept, not read"
    assert found["utf-8.txt"].notes == (german,)
    assert found["utf-8-sig.txt"].notes == ("byte-order mark kept out", german)


def test_a_view_is_as_long_as_its_text_and_reads_through_damage(tmp_path: Path, lexicon: Lexicon) -> None:
    text = "# Raid\n\nFederal agents arrested **40**\nworkers who were told to wear\n\nankle bracelets. [More](https://a.example)"
    (tmp_path / "raid.md").write_text(text, "utf-8")
    (report,) = gather([tmp_path], lexicon)
    assert isinstance(report, Report)
    assert report.text == text
    assert len(report.view) == len(text)
    assert "*" not in report.view
    assert "https" not in report.view

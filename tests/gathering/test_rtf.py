"""RTF gives its words in the order of the page: code pages, signs, tables, footnotes; damage is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.gathering.gather import gather
from sayso.model.report import Report
from tests.gathering.writers import FIRE, RAID, rtf


def only(data: bytes, folder: Path, name: str = "note.rtf") -> Report | InputError:
    (folder / name).write_bytes(data)
    (found,) = gather([folder / name])
    return found


def text(body: str, folder: Path) -> str:
    found = only(rtf(body), folder)
    assert isinstance(found, Report), found.what
    return found.text


@pytest.mark.parametrize("name", ["note.rtf", "note.txt", "note.doc", "note"])
def test_rtf_is_told_by_its_content_and_says_title_and_author(name: str, tmp_path: Path) -> None:
    head = r"{\info{\title Raid on cannery}{\author Dana Whitlow}{\creatim\yr2021\mo3}}{\*\generator Writer 7;}"
    found = only(rtf(rf"\pard {RAID}\par {FIRE}\par", head), tmp_path, name)
    assert isinstance(found, Report)
    assert (found.text, found.title, found.author, found.notes) == (
        f"{RAID}\n\n{FIRE}",
        "Raid on cannery",
        "Dana Whitlow",
        (),
    )


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (r"caf\'e9", "café"),
        (r"caf\u233?", "café"),
        (r"\uc2 caf\u233\'3f\'3f.", "café."),
        (r"{\uc0 caf\u233}s", "cafés"),
        (r"\u-10179?\u-8704? fled", "😀 fled"),
        (r"{\f1\'cc\'ee\'f1\'ea\'e2\'e0} fell", "Москва fell"),
        (r"{\f2\'93\'8c\'8b\'9e} fell", "東京 fell"),
        (r"{\f2\'83\'5c} fell", "ソ fell"),
        (r"\'93Forty\'94 \endash  or \ldblquote more\rdblquote", "“Forty” – or “more”"),
        (r"1\~200 \{sic\} a\\b", "1\u00a0200 {sic} a\\b"),
        (r"arres\-ted", "arrested"),
        ("arres\nted", "arrested"),
        (r"\b arrested\b0  {\i forty}", "arrested forty"),
        (r"one\line two", "one\ntwo"),
        (r'{\field{\*\fldinst HYPERLINK "https://r.example"}{\fldrslt the record}} says', "the record says"),
        (r"{\deleted forty}{\revised\revauth1 fifty} were held", "fifty were held"),
        (r"\deleted forty\deleted0 fifty were held", "fifty were held"),
        (r"held{\*\atnid A}{\*\annotation\pard check this\par} since", "held since"),
        (r"{\*\unknownthing forty}fifty", "fifty"),
        (r"{\pict\pngblip 89504e47}{\pict\bin3 {{{}picture", "picture"),
        (r"{\pard first\par}{\pard second\par}", "first\n\nsecond"),
        (r"one\page two\sect three", "one\n\ntwo\n\nthree"),
    ],
)
def test_signs_and_words_of_rtf_are_what_the_page_shows(body: str, wanted: str, tmp_path: Path) -> None:
    assert text(body + r"\par", tmp_path) == wanted


def test_a_row_of_a_table_is_a_line(tmp_path: Path) -> None:
    row = r"\trowd\cellx100\cellx200\pard\intbl {}\cell {}\cell\row "
    body = rf"\pard {RAID}\par " + "".join(
        row.replace("{}", a, 1).replace("{}", b, 1) for a, b in (("town", "arrested"), (r"Dayton,\par Ohio", "40"))
    )
    assert text(body + rf"\pard {FIRE}\par", tmp_path).split("\n\n") == [
        RAID,
        "town | arrested",
        "Dayton, Ohio | 40",
        FIRE,
    ]


def test_a_table_in_a_cell_keeps_its_cells(tmp_path: Path) -> None:
    inner = r"\itap2 40\nestcell 12\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}"
    got = text(rf"\trowd\pard\intbl Dayton\cell {inner}\cell\row\pard {FIRE}\par", tmp_path)
    assert got.split("\n\n") == ["Dayton | 40 | 12", FIRE]


def test_footnotes_and_heads_stand_at_the_end_and_part_no_sentence(tmp_path: Path) -> None:
    got = text(
        r"{\header\pard Harbor County\par}\pard Agents held 40{\footnote\pard Nine were minors.\par} men.\par", tmp_path
    )
    assert got.split("\n\n") == ["Agents held 40 men.", "Nine were minors.", "Harbor County"]


def test_the_text_of_a_box_is_read_once(tmp_path: Path) -> None:
    box = r"{\shp{\*\shpinst\shpleft1{\sp{\sn a}{\sv 1}}{\shptxt\pard Nine were minors.\par}}{\shprslt{\*\do{\dptxbxtext Nine were minors.\par}}}}"
    got = text(rf"\pard Agents {box}held 40 men.\par", tmp_path)
    assert got.count("Nine were minors.") == 1
    assert "Agents held 40 men." in got


@pytest.mark.parametrize(
    "data",
    [rtf(RAID)[:-1], rtf(RAID)[:60], rtf(RAID + r"{\b")[:-1], rtf("{" * 50_000), rb"{\rtf1 caf\'", rb"{\rtf1"],
    ids=["end", "cut", "open", "deep", "sign", "mark"],
)
def test_damaged_rtf_is_named(data: bytes, tmp_path: Path) -> None:
    found = only(data, tmp_path)
    assert isinstance(found, InputError)
    assert found.reference == "rtf-damaged"
    assert found.hint


def test_rtf_without_words_is_empty_and_what_follows_the_end_is_noted(tmp_path: Path) -> None:
    found = only(rtf(r"{\pict 00}\par"), tmp_path)
    assert isinstance(found, InputError)
    assert found.reference == "report-empty"
    found = only(rtf(RAID) + b"more words", tmp_path)
    assert isinstance(found, Report)
    assert (found.text, found.notes) == (RAID, ("10 bytes behind the end of the RTF were not read",))

"""Printed pages are read as people read them: column by column, tables by rows, sentences whole; no sign is lost."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Iterable
from itertools import zip_longest

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.gathering.layout import Piece, reading_order
from sayso.gathering.paragraphs import whole_words
from sayso.gathering.pdf import read_pdf
from tests.gathering.writers import Line, column, printed, set_page, width

ONE = (
    "Federal agents arrested 40 workers at a cannery in Dayton, Ohio, on Tuesday, the county sheriff said in a statement"
    " that was handed out at the gate. Families waited outside until late in the evening while buses left the yard."
    "\n\nThree of those held were released the same night because they had small children at home, a spokesman told the"
    " newspaper. He would not say where the others had been taken, or when a judge would hear their cases."
    "\n\nThe company said that it had checked the papers of all 212 people on its payroll and was surprised by the raid."
)
TWO = (
    "A fire in a warehouse in Boise, Idaho, killed three people on Friday and sent eleven to hospitals, the fire chief"
    " said. The building had no sprinklers, and two of its doors were locked from outside."
    "\n\nInspectors had warned the owner twice in the year before, according to letters that were read out at a meeting"
    " of the city council. The owner did not answer calls."
    "\n\nA crowd of about 300 stood in the street through the night, and volunteers brought blankets and soup."
)
THREE = (
    "Teachers in the county will vote next week on whether to walk out, their union said. It asks for smaller classes"
    " and for nurses in every school building."
    "\n\nThe board has offered two percent and says that there is no more money. Last year 19 teachers left the district,"
    " more than in any year before."
)
HEADLINE = "Raid at cannery and fire at warehouse shake two towns"


def text(*pages: Iterable[Line]) -> str:
    return read_pdf(printed(*(set_page(p) for p in pages)), "note.pdf", "note.pdf").text


def row_by_row(*columns: list[Line]) -> list[Line]:
    """Columns printed across the page, line by line, as some programs write them."""
    return [line for row in zip_longest(*columns) for line in row if line is not None]


def in_order(whole: str, *parts: str) -> bool:
    places = [whole.find(p) for p in parts]
    return -1 not in places and places == sorted(places)


def columns(count: int) -> list[list[Line]]:
    wide = {2: 250, 3: 160}[count]
    return [column(t, 40 + k * (wide + 26), 690, wide) for k, t in enumerate((ONE, TWO, THREE)[:count])]


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("printed_by", ["column", "row", "chance"])
def test_columns_are_read_one_after_the_other_under_a_headline(count: int, printed_by: str) -> None:
    set_in = columns(count)
    lines = row_by_row(*set_in) if printed_by == "row" else [line for c in set_in for line in c]
    if printed_by == "chance":
        random.Random(7).shuffle(lines)
    got = text([*lines, *column(HEADLINE, 60, 740, 480, 18)])
    assert got == "\n\n".join([HEADLINE, *(ONE, TWO, THREE)[:count]])


def test_columns_whose_lines_do_not_stand_level_are_columns() -> None:
    left, right = column(ONE, 40, 690, 250), column(TWO, 320, 684.5, 250, 10)
    assert text(row_by_row(left, right)) == f"{ONE}\n\n{TWO}"


def test_two_stories_one_under_the_other_are_not_mixed() -> None:
    upper = row_by_row(column(ONE[:215], 40, 690, 250), column(ONE[215:], 320, 690, 250))
    lower = row_by_row(column(TWO[:200], 40, 480, 250), column(TWO[200:], 320, 480, 250))
    got = text(
        [*column("Raid at cannery", 40, 720, 500, 18), *upper, *column("Fire kills three", 40, 520, 500, 18), *lower]
    )
    assert in_order(
        got.replace("\n", " "),
        "Raid at cannery",
        "Federal agents",
        "surprised by the raid.",
        "Fire kills three",
        "A fire in",
        "soup.",
    )


def test_a_sentence_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    first, second = ONE.split("\n\n")[0].split(" until ")
    across = text(
        row_by_row(column(f"{THREE}\n\n{first}", 40, 690, 250), column(f"until {second}\n\n{TWO}", 320, 690, 250))
    )
    assert ONE.split("\n\n")[0] in across
    pages = [column(f"{THREE}\n\n{first}", 72, 690, 460, 11), column(f"until {second}\n\n{TWO}", 72, 690, 460, 11)]
    assert ONE.split("\n\n")[0] in text(*pages)


def test_a_footnote_does_not_part_the_sentence_that_goes_over_its_page() -> None:
    first, second = ONE.split("\n\n")[0].split(" until ")
    note = "1 Nine of the 40 were minors, according to the agency."
    pages = [
        [*column(f"{THREE}\n\n{first}", 72, 690, 460, 11), *column(note, 72, 90, 460, 8)],
        column(f"until {second}\n\n{TWO}", 72, 690, 460, 11),
    ]
    got = text(*pages)
    assert ONE.split("\n\n")[0] in got
    assert got.endswith(note)


def test_a_box_beside_the_text_is_read_apart() -> None:
    box = "AT A GLANCE\n\n40 arrested\n\n3 released\n\n212 on the payroll"
    words = " ".join(ONE.replace("\n\n", " ").split())
    above, beside, below = words[:190], words[191:470], words[471:]
    narrow = column(beside, 72, 640, 260, 11)
    under = narrow[-1][1] - 11 * 1.25
    wide = [*column(above, 72, 690, 460, 11)]
    shift = 640 + 11 * 1.25 - wide[-1][1]
    wide = [(x, y + shift, s, t) for x, y, s, t in wide]
    got = text([*wide, *row_by_row(narrow, column(box, 380, 634, 150, 9, 1.2)), *column(below, 72, under, 460, 11)])
    flat = " ".join(got.split())
    assert in_order(flat, above, beside)
    for line in box.split("\n\n"):
        assert line in got.splitlines()
    assert below[-40:] in flat


ROWS = [
    ["Town", "Arrested", "Released"],
    ["Dayton, Ohio", "40", "3"],
    ["Boise, Idaho", "12", "0"],
    ["Morton", "212", "19"],
    ["Canton", "7", "7"],
]


@pytest.mark.parametrize("lead", [14, 24])
@pytest.mark.parametrize("by_column", [False, True])
def test_a_table_is_read_row_by_row(lead: int, by_column: bool) -> None:
    cells: list[Line] = [(72 + 150 * c, 600 - lead * r, 11, w) for r, row in enumerate(ROWS) for c, w in enumerate(row)]
    if by_column:
        cells.sort()
    got = text([*column(THREE, 72, 700, 460, 11), *cells, *column(TWO, 72, 600 - lead * 7, 460, 11)])
    assert [line.split("\t") for line in got.splitlines() if "\t" in line] == ROWS
    assert in_order(got, "any year before.", "Town\t", "Canton\t", "A fire in")


def test_paragraphs_stay_apart_and_lines_of_an_address_stay_lines() -> None:
    head: list[Line] = [
        (72, 720, 11, "Harbor County Sheriff"),
        (72, 706, 11, "Press Office"),
        (72, 692, 11, "March 10, 2021"),
    ]
    got = text([*head, *column(ONE, 72, 640, 460, 11)])
    assert got == "Harbor County Sheriff\nPress Office\nMarch 10, 2021\n\n" + ONE


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["Officers arres-", "ted forty men."], "Officers arrested forty men."),
        (["He is a well-", "known man."], "He is a well-known man."),
        (["A 12-year-", "old boy fled."], "A 12-year-old boy fled."),
        (["A 12-", "year-old boy fled."], "A 12-year-old boy fled."),
        (["An ICE-", "led raid."], "An ICE-led raid."),
        (["In an Ohio-", "based firm."], "In an Ohio-based firm."),
        (["Vast anti-", "American crowds."], "Vast anti-American crowds."),
        (["Some fifty-", "four were held."], "Some fifty-four were held."),
        (["Re-entry is re-", "entry, they said."], "Re-entry is re-entry, they said."),
        (["Cooperate, they said; to co-", "operate."], "Cooperate, they said; to cooperate."),
    ],
)
def test_a_word_parted_at_the_end_of_a_line_is_judged(lines: list[str], wanted: str) -> None:
    assert text([(72, 700 - 14 * k, 11, words) for k, words in enumerate(lines)]) == wanted


def test_running_heads_of_left_and_right_pages_and_numbers_go() -> None:
    def numbered(number: int, body: str) -> list[Line]:
        head = "HARBOR COUNTY RECORD" if number % 2 else "REPORT ON RAIDS"
        return [(72, 760, 9, head), *column(body, 72, 700, 460, 11), (300, 40, 9, str(number + 11))]

    bodies = [
        f"{word} {body} {word}."
        for word, body in zip(
            ("So", "Then", "Now", "Again", "Once", "Here", "There"), [ONE, TWO, THREE] * 3, strict=False
        )
    ]
    got = text(*(numbered(k, body) for k, body in enumerate(bodies, 1)))
    assert got == "\n\n".join(bodies)


def test_a_lone_figure_at_the_foot_of_a_page_stays() -> None:
    pages = [
        [*column(body, 72, 700, 460, 11), (300, 300, 11, figure)]
        for body, figure in ((ONE, "212"), (TWO, "40"), (THREE, "19"))
    ]
    got = text(*pages)
    assert all(figure in got.splitlines() for figure in ("212", "40", "19"))


def test_a_page_shown_turned_is_read_as_shown() -> None:
    data = printed(set_page([]), extra="")
    turned = b"\n".join(
        b"BT /F1 %g Tf 0 1 -1 0 %g %g Tm (%s) Tj ET" % (s, 792 - y, x, t.encode())
        for x, y, s, t in row_by_row(column(ONE, 40, 560, 300), column(TWO, 400, 560, 300))
    )
    data = printed(turned).replace(b"/MediaBox", b"/Rotate 90 /MediaBox")
    assert read_pdf(data, "x", "x").text == f"{ONE}\n\n{TWO}"


def plain(data: bytes) -> str:
    """The text as the library gives it, in the order in which it was printed."""
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def signs(words: str) -> Counter[str]:
    return Counter(re.sub("[\\s\x02\ufffe\u00ad-]", "", words))


WORDS = st.text(st.sampled_from("abcdefgh ABC .,- 0123456789 \u00e9\u00df\u2013()\\"), min_size=1, max_size=60).filter(
    str.strip
)
PLACED = st.tuples(st.integers(20, 560), st.integers(30, 760), st.sampled_from([6, 9, 11, 11, 11, 24]), WORDS)


@settings(max_examples=150, deadline=None)
@given(st.lists(PLACED, min_size=1, max_size=60))
def test_no_sign_of_the_plain_text_is_lost_and_none_is_added(lines: list[Line]) -> None:
    # words at the head and foot that only number pages may go, so a page of text stands round them
    data = printed(set_page([(20, 780, 9, "Begin"), (20, 770, 9, "it"), *lines, (20, 12, 9, "the"), (20, 2, 9, "end")]))
    got = signs(read_pdf(data, "x", "x").text)
    assert not signs(plain(data)) - got
    assert not got - signs("Begin it the end" + "".join(words for *_, words in lines))


BOXES = st.tuples(st.integers(0, 600), st.integers(0, 800), st.integers(1, 300), st.integers(1, 40), WORDS)


@settings(max_examples=200, deadline=None)
@given(st.lists(BOXES, min_size=1, max_size=40))
def test_every_piece_of_a_page_is_read_once(boxes: list[tuple[int, int, int, int, str]]) -> None:
    pieces = [Piece(x, y, x + w, y + h, words) for x, y, w, h, words in boxes]
    got = " ".join(row.text for block in reading_order(pieces) for row in block)
    assert signs(got) == signs(" ".join(p.text for p in pieces))


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("ab- \x02\nA1"), max_size=60))
def test_judging_parted_words_changes_nothing_else(words: str) -> None:
    assert signs(whole_words(words)) == signs(words)


@pytest.mark.slow
def test_ordinary_pages_are_read_fast() -> None:
    pages = [
        column("\n\n".join([ONE, TWO, THREE, ONE, TWO]), 72, 720, 460, 11),
        row_by_row(*columns(3)),
        row_by_row(*columns(2)),
    ]
    data = printed(*(set_page(p) for p in pages * 20))
    begun = time.perf_counter()
    read_pdf(data, "x", "x")
    assert 60 / (time.perf_counter() - begun) > 100, "pages a second"


def test_our_own_printer_breaks_lines_within_a_column() -> None:
    assert all(width(words, size) <= 250 for _, _, size, words in columns(2)[0])

"""Charts: whole and readable with nothing, one thing or thousands to draw, with unknown and open bounds, and hostile words."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from sayso.reviewing.charts.bars import MOST, Bar, bars
from sayso.reviewing.charts.course import Told, Turn, course
from sayso.reviewing.charts.drawing import Chart
from sayso.reviewing.charts.flow import Amount, Flow, flow, rest_of
from sayso.reviewing.charts.map import Land, Spot, places
from sayso.reviewing.charts.timeline import Span, timeline

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script>\"'&"


def some_bars(count: int) -> Chart:
    return bars("b", "arrested", [Bar(f"Daily {k}", str(k), k, k, k + 2) for k in range(count)])


def some_steps(count: int) -> Chart:
    days = [f"{2000 + k // 336}-{k // 28 % 12 + 1:02}-{k % 28 + 1:02}" for k in range(count)]
    turns = [Turn(d, k, k, k + 3, str(k), "update", "agree", "Daily") for k, d in enumerate(days)]
    return course("c", "killed", turns, [Told(d, k, "Daily", superseded=k % 2 == 0) for k, d in enumerate(days)])


def some_places(count: int) -> Chart:
    found = [
        Spot(f"Town {k}", 30 + k % 180 / 10, -120 + k % 400 / 10, "town", href="/incidents/a") for k in range(count)
    ]
    return places("m", "where", found, Land((("Ohio", 40, -82),), ((39.8, -84.2),)))


def some_days(count: int) -> Chart:
    found = [
        Span(f"Raid {k}", f"{1990 + k % 30}-0{k % 9 + 1}-10", f"{1990 + k % 30}-0{k % 9 + 1}-12", "day")
        for k in range(count)
    ]
    return timeline("t", "when", found)


def some_flow(count: int) -> Chart:
    whole = Amount("arrested", "680", 680, 680, 680)
    return flow("f", "custody", Flow(whole, tuple(Flow(Amount(f"stage {k}", "1", 1, 1, 1)) for k in range(count))))


def trees(chart: Chart) -> list[ElementTree.Element]:
    """The drawings, read strictly."""
    return [
        ElementTree.fromstring(str(d).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))
        for d in chart.drawings
    ]


def texts(chart: Chart) -> list[str]:
    return [t.text or "" for tree in trees(chart) for t in tree.iter(f"{SVG}text")]


@pytest.mark.parametrize("count", [0, 1, 2, 40, 3000])
@pytest.mark.parametrize("made", [some_bars, some_steps, some_places, some_days, some_flow])
def test_nothing_one_and_thousands_are_drawn_within_their_frame(made: Callable[[int], Chart], count: int) -> None:
    chart = made(count)
    for tree in trees(chart):
        width, height = (float(v) for v in tree.attrib["viewBox"].split()[2:])
        assert 30 < height < 60 * max(8, count if made is some_flow else 45)
        for circle in tree.iter(f"{SVG}circle"):
            assert -1 <= float(circle.attrib["cx"]) <= width + 1
            assert -1 <= float(circle.attrib["cy"]) <= height + 1
        for rect in tree.iter(f"{SVG}rect"):
            assert float(rect.attrib["width"]) >= 0
            assert -1 <= float(rect.attrib["y"]) <= float(rect.attrib["y"]) + float(rect.attrib["height"]) <= height + 1
        assert "nan" not in ElementTree.tostring(tree, "unicode")
    assert len(chart.rows) == count + (made is some_flow)
    assert all(len(row) == len(chart.head) for row in chart.rows)


@pytest.mark.parametrize("made", [some_bars, some_steps, some_places, some_days, some_flow])
def test_a_drawing_tells_what_it_is_and_asks_for_nothing(made: Callable[[int], Chart]) -> None:
    chart = made(3)
    idents = []
    for tree in trees(chart):
        title, desc = tree.find(f"{SVG}title"), tree.find(f"{SVG}desc")
        assert title is not None
        assert desc is not None
        assert title.text == chart.title
        assert desc.text == chart.text
        assert tree.attrib["aria-labelledby"] == title.attrib["id"]
        assert tree.attrib["aria-describedby"] == desc.attrib["id"]
        idents += [title.attrib["id"], desc.attrib["id"]]
        # a strict policy of content lets neither through, and nothing may be fetched
        assert not [
            e for e in tree.iter() if "style" in e.attrib or e.tag in (f"{SVG}style", f"{SVG}script", f"{SVG}image")
        ]
        assert not [v for e in tree.iter() for v in e.attrib.values() if "url(" in v or v.startswith("http")]
    assert len(set(idents)) == len(idents)


@pytest.mark.parametrize(
    "chart",
    [
        bars("k", HOSTILE, [Bar(HOSTILE, HOSTILE, 1, 2, 3, note=HOSTILE)]),
        course(
            "k",
            HOSTILE,
            [Turn("2020-01-01", 1, 1, 1, HOSTILE, "first", HOSTILE, HOSTILE)],
            [Told("2020-01-01", 1, HOSTILE, superseded=True)],
        ),
        places("k", HOSTILE, [Spot(HOSTILE, 1, 1, "town", HOSTILE, HOSTILE)], Land(((HOSTILE, 1, 1),))),
        timeline("k", HOSTILE, [Span(HOSTILE, "2020-01-01", "2020-01-02", "day", HOSTILE, HOSTILE)]),
        flow("k", HOSTILE, Flow(Amount(HOSTILE, HOSTILE, 1, 1, 1), (Flow(Amount(HOSTILE, HOSTILE, 1, 1, 1)),))),
    ],
    ids=["bars", "course", "map", "timeline", "flow"],
)
def test_words_of_reports_stay_words(chart: Chart) -> None:
    for tree in trees(chart):
        assert not list(tree.iter(f"{SVG}script"))
    assert "<script" not in "".join(map(str, chart.drawings))


def test_bounds_that_are_open_missing_or_unknown_differ_in_shape() -> None:
    ranges = {
        "closed": Bar("a", "650 to 700", 650, None, 700),
        "open": Bar("a", "more than 650", 650, None, 700, low_open=True),
        "unbounded": Bar("a", "at least 650", 650, 650, None),
        "unknown": Bar("a", "some", None, None, None),
        "aside": Bar("a", "650 to 700", 650, None, 700, aside=True),
    }
    shapes = {}
    for name, bar in ranges.items():
        tree = trees(bars("b", "arrested", [bar]))[0]
        drawn = [
            e for e in tree.iter() if re.search("range|stop|arrow|open|best|unknown|aside", e.attrib.get("class", ""))
        ]
        shapes[name] = tuple((e.tag, e.attrib["class"]) for e in drawn)
    assert len(set(shapes.values())) == len(shapes)
    assert "?" in texts(bars("b", "arrested", [ranges["unknown"]]))
    # in brackets too: what is set aside must not be told by its colour alone
    assert "(650 to 700)" in texts(bars("b", "arrested", [ranges["aside"]]))


def test_of_very_many_bars_the_first_are_drawn_and_it_is_said_so() -> None:
    chart = some_bars(MOST + 60)
    assert f"The first {MOST} of {MOST + 60} are drawn" in chart.text
    assert len(chart.rows) == MOST + 60


def test_what_is_not_told_of_custody_is_shown_as_unknown_and_never_as_zero() -> None:
    arrested = Amount("arrested", "680", 680, 680, 680)
    released, moved = Amount("released", ">300", 300, 300, None), Amount("transferred", "~380", 361, 380, 399)
    rest = rest_of(arrested, [released, moved])
    assert rest is not None
    assert (rest.low, rest.high) == (0, 19)
    chart = flow("f", "custody", Flow(arrested, (Flow(released), Flow(moved)), rest))
    assert {"680 arrested", ">300", "~380", "0 to 19"} <= set(texts(chart))
    untold = Amount("transferred", "?", None, None, None)
    rest = rest_of(arrested, [released, untold])
    assert rest is not None
    assert (rest.low, rest.high) == (0, 380)
    chart = flow("f", "custody", Flow(arrested, (Flow(released), Flow(untold)), rest))
    assert "?" in texts(chart)
    assert "0" not in texts(chart)
    assert [r[1] for r in chart.rows] == ["680", ">300", "?", "0 to 380"]


def test_branches_stand_beneath_each_other_though_one_is_thick_or_parts_again() -> None:
    deep = Flow(
        Amount("arrested", "600", 600, 600, 600),
        (Flow(Amount("released", "500", 500, 500, 500)), Flow(Amount("moved", "90", 90, 90, 90))),
    )
    top = Flow(Amount("came", "1,000", 1000, 1000, 1000), (deep, Flow(Amount("hurt", "300", 300, 300, 300))))
    for tree in trees(flow("f", "all", top)):
        nodes = sorted(
            (float(e.attrib["x"]), float(e.attrib["y"]), float(e.attrib["height"])) for e in tree.iter(f"{SVG}rect")
        )
        for (x, y, height), (other_x, other_y, _) in pairwise(nodes):
            assert x != other_x or y + height < other_y


def test_a_superseded_claim_is_a_cross_and_a_figure_without_best_breaks_the_line() -> None:
    turns = [
        Turn("2020-01-01", 2, 2, 2, "2", "first", "single", "A"),
        Turn("2020-01-03", 3, None, None, "3 or more", "update", "single", "B"),
        Turn("2020-01-05", 5, 5, 5, "5", "final", "single", "C"),
    ]
    chart = course(
        "c",
        "killed",
        turns,
        [Told("2020-01-01", 2, "A", superseded=True), Told("2020-01-05", 5, "C", superseded=False)],
    )
    for tree in trees(chart):
        classes = [e.attrib.get("class", "") for e in tree.iter()]
        assert classes.count("superseded") == 1
        assert classes.count("dot") == 1
        (line,) = [e for e in tree.iter() if e.attrib.get("class") == "steps"]
        assert line.attrib["d"].count("M") == 2
        assert "band unbounded" in classes
    assert {"2", "3 or more", "5"} <= set(texts(chart))


def test_a_country_is_not_drawn_as_a_spot_where_a_town_is_known() -> None:
    chart = places(
        "m",
        "where",
        [
            Spot("Dayton, Ohio", 39.8, -84.2, "town"),
            Spot("United States", 39.8, -98.6, "country"),
            Spot("the yard", None, None, "unknown"),
        ],
    )
    assert "Dayton, Ohio" in texts(chart)
    assert "United States" not in texts(chart)
    assert [row[0] for row in chart.rows] == ["Dayton, Ohio", "United States", "the yard"]
    assert chart.rows[2][2] == "?"
    assert "2 more are in the table only" in chart.text
    alone = places("m", "where", [Spot("United States", 39.8, -98.6, "country")])
    assert "United States" in texts(alone)


def test_incidents_without_a_day_are_in_the_table_and_not_on_the_line() -> None:
    chart = timeline(
        "t", "when", [Span("Raid", "2020-01-05", "2020-01-05", "day"), Span("Talk", None, None, "unknown")]
    )
    assert "Raid" in texts(chart)
    assert "Talk" not in texts(chart)
    assert [row[1] for row in chart.rows] == ["2020-01-05", "?"]
    assert "of 1 no day is known" in chart.text

"""However many papers carry a story, it has one origin; two papers that wrote their own have two."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from sayso.model.incident import Incident
from sayso.model.report import Report
from sayso.pipeline import Ledger
from tests.running import run

Open = Callable[[str | Path], Ledger]

STORY = [
    "A fire swept through a rope factory in Duluth, Minnesota, before dawn on Tuesday and killed seven workers.",
    "At least 19 other people were injured as flames spread from a drying room on the ground floor to the attic.",
    "The blaze broke out shortly after four in the morning, when the night shift was about to end.",
    "Crews from five towns needed nine hours to put it out, and smoke hung over the harbor until noon.",
    "Neighbors told of loud bangs and of people who climbed out of windows on the second floor.",
    "The factory, built in 1911, makes ropes and nets for fishing boats on the lake.",
    "It had passed an inspection in the spring, with remarks about two blocked stairs.",
    "Inspectors of the state arrived in the afternoon and closed the street to all traffic.",
    "A hall of the union near the gate was opened to the families, who waited there for news.",
    "The owner of the factory has not spoken in public since the fire.",
    "Two smaller fires at the same site, in 2003 and 2009, had caused damage to machines only.",
    "Flags on the harbor were lowered in the evening, and the council cut its session short.",
]
HEADS = [
    "Seven dead in rope factory fire",
    "Factory blaze kills 7 in Duluth",
    "Fire at Duluth rope works",
    "Night shift trapped as factory burns",
]
CREDITS = [
    ("DULUTH, Minn. (AP) — ", ""),
    ("By The Associated Press\n\n", ""),
    ("", "\n\n— Associated Press"),
    ("", "\n\nCopyright The Associated Press. All rights reserved."),
    ("", ""),
]


def syndicated(seed: int, copies: int = 30) -> list[Report]:
    """One story as so many papers print it: under heads, credits and days of their own, most of them cut from the end."""
    chance = random.Random(seed)
    found = []
    for k in range(copies):
        before, after = chance.choice(CREDITS)
        length = chance.choice([len(STORY), len(STORY), 9, 6, 5])
        paragraphs = [" ".join(STORY[n : min(n + 2, length)]) for n in range(0, length, 2)]
        day = date(2021, 3, 9) + timedelta(days=chance.randrange(3))
        found.append(
            Report(
                id=f"copy-{k:02}",
                text=before + "\n\n".join(paragraphs) + after,
                title=chance.choice(HEADS),
                publisher=f"The {chance.choice(['Elm', 'Oak', 'Birch', 'Cedar'])} County {k} Courier",
                published=day.isoformat(),
                url=f"https://courier{k}.example/story",
            )
        )
    return found


def killed(incident: Incident) -> list[tuple[str, str]]:
    (finding,) = [f for f in incident.findings if f.measure == "persons_killed" and f.group is None]
    return [(o.kind, o.name) for o in finding.origins]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_thirty_copies_of_one_story_are_one_incident_of_one_origin(seed: int, opened: Open, tmp_path: Path) -> None:
    ledger = opened(tmp_path / "copies.db")
    ledger.add(syndicated(seed))
    (incident,) = [i for i in ledger.incidents() if i.findings]
    assert len(incident.reports) == 30
    assert {len(f.origins) for f in incident.findings} == {1}
    assert killed(incident) == [("publisher", "Associated Press")]
    assert "30 reports, 1 origin" in run("show", incident.id, "--ledger", tmp_path / "copies.db").out
    assert run("publish", "--to", "html", "--out", tmp_path / "page", "--ledger", tmp_path / "copies.db").status == 0
    assert any("30 reports, 1 origin" in page.read_text("utf-8") for page in pages(tmp_path / "page"))
    listed = run("show", incident.id, "--json", "--ledger", tmp_path / "copies.db").json
    (finding,) = [f for f in listed["findings"] if f["measure"] == "persons_killed"]
    assert [len({c.split(":")[0] for c in o["claims"]}) for o in finding["origins"]] == [30]


def pages(out: Path) -> list[Path]:
    return [out] if out.is_file() else sorted(out.rglob("*.html"))


def told(ident: str, publisher: str, text: str, day: str = "2021-03-10") -> Report:
    return Report(
        id=ident, text=text, title=f"Fire {ident}", publisher=publisher, published=day, url=f"https://{ident}.example/"
    )


OWN = (
    "Seven people who worked nights at a rope factory in Duluth, Minnesota, died in a fire there on Tuesday. "
    "The flames took the old building on Garfield Avenue within an hour, from the cellar up, and lit the whole bay. "
    "Our reporter counted eleven engines at the gate. Many of those who stood in the cold had worked there for decades."
)


def test_two_papers_that_wrote_their_own_are_two_origins(opened: Open, tmp_path: Path) -> None:
    ledger = opened(tmp_path / "own.db")
    ledger.add([told("one", "Bay Observer", " ".join(STORY)), told("other", "Lake Sentinel", OWN)])
    (incident,) = [i for i in ledger.incidents() if i.findings]
    assert killed(incident) == [("publisher", "Bay Observer"), ("publisher", "Lake Sentinel")]


def test_the_figures_of_a_paragraph_taken_from_an_agency_are_the_agencys(opened: Open, tmp_path: Path) -> None:
    ledger = opened(tmp_path / "partial.db")
    own = OWN.replace("Seven people who worked nights", "People who worked nights").replace(
        "died in a fire", "met a fire"
    )
    ledger.add(
        [
            told("wire", "Associated Press", "DULUTH, Minn. (AP) — " + " ".join(STORY), "2021-03-09"),
            told("mixed", "Lake Sentinel", f"{own} {STORY[0]} {STORY[1]} {own.replace('Our reporter', 'We')}"),
        ]
    )
    (incident,) = [i for i in ledger.incidents() if i.findings]
    assert {r.report for r in incident.reports} == {"wire", "mixed"}
    assert killed(incident) == [("publisher", "Associated Press")]


@pytest.mark.parametrize(
    ("credit", "origin"),
    [
        ("DULUTH, Minn. (Reuters) - {}", "Reuters"),
        ("By Ann Quillon, Associated Press\n\n{}", "Associated Press"),
        ("{}\n\n— Reuters", "Reuters"),
        ("{}\n\nThis story was first published by the Elm County Echo.", "Elm County Echo"),
        ("{}\n\nReprinted with permission of The Elm County Echo.", "Elm County Echo"),
        ("{} Photo: Rob Low (AP Photo)", "Lake Sentinel"),
        ("{} The Associated Press contributed to this report.", "Lake Sentinel"),
        ("{} The mill's owner was first named by the Elm County Echo.", "Lake Sentinel"),
    ],
)
def test_who_is_credited_with_a_text_is_its_origin(credit: str, origin: str, opened: Open, tmp_path: Path) -> None:
    ledger = opened(tmp_path / "credit.db")
    ledger.add([told("one", "Lake Sentinel", credit.format(" ".join(STORY)))])
    (incident,) = [i for i in ledger.incidents() if i.findings]
    assert killed(incident) == [("publisher", origin)]

"""Makes the nouns of sayso for tests, each with defaults that we made up; whatever a test is about it names itself."""

from __future__ import annotations

from typing import Any

from sayso.model.claim import Claim
from sayso.model.finding import Finding, Origin
from sayso.model.incident import Incident, ReportWeight
from sayso.model.mention import Actor, Mention
from sayso.model.place import Place
from sayso.model.report import Report

RAID = "Federal agents arrested 40 workers at a cannery in Dayton, Ohio, on Tuesday, the county sheriff said."
RAID_TOO = (
    "An immigration raid on a cannery in Dayton, Ohio, ended with about 40 arrests on Tuesday, a union lawyer said."
)


def report(text: str = RAID, **facts: Any) -> Report:
    """A report of one raid, of 10 March 2021, by an outlet that does not exist."""
    values: dict[str, Any] = {
        "id": "report",
        "publisher": "Harbor County Record",
        "title": "Raid on cannery",
        "published": "2021-03-10",
    }
    return Report(text=text, **{**values, **facts})


def pile() -> list[Report]:
    """Six reports: three of one raid (one of them a near-copy), another raid that week, a fire, a talk without figures."""
    long = (
        f"{RAID} Some 60 agents of two agencies closed the gates at dawn and served a search warrant. "
        "By the evening 12 of those arrested were released. The cannery employs 150 people, its owner told a local station."
    )
    return [
        report(long, id="record"),
        report(long + " Schools stayed open.", id="carrier", publisher="Lake Valley Courier", published="2021-03-11"),
        report(RAID_TOO, id="tribune", publisher="Miami Valley Tribune", title="Arrests at cannery"),
        report(
            "Federal agents arrested 25 workers at a bakery in Toledo, Ohio, on Thursday, a spokesman for the agency said. "
            "Two days before, agents had arrested 40 workers at a cannery in Dayton.",
            id="bakery",
            publisher="Toledo Evening Star",
            title="Raid on bakery",
            published="2021-03-12",
        ),
        report(
            "A fire in a warehouse in Boise, Idaho, killed three people and injured at least nine on Friday, the fire chief said.",
            id="fire",
            publisher="Treasure Valley Post",
            title="Three dead in fire",
            published="2021-03-13",
        ),
        report(
            "The council of a small town talked about its library for an hour and went home.",
            id="talk",
            publisher="Treasure Valley Post",
            title="Council meets",
            published="2021-03-14",
        ),
    ]


def place(**facts: Any) -> Place:
    """Dayton, Ohio."""
    values: dict[str, Any] = {
        "start": 46,
        "end": 52,
        "text": "Dayton",
        "name": "Dayton",
        "id": "geonames:4509884",
        "admin1": "Ohio",
        "admin1_code": "OH",
        "country": "US",
        "lat": 39.7589,
        "lon": -84.1916,
        "precision": "town",
    }
    return Place(**{**values, **facts})


def claim(**facts: Any) -> Claim:
    """The 40 arrested of RAID."""
    values: dict[str, Any] = {
        "report": "report",
        "start": 24,
        "end": 26,
        "text": "40",
        "quote": "arrested 40 workers",
        "sentence": (0, len(RAID)),
        "low": 40,
        "high": 40,
        "best": 40,
        "qualifier": "exact",
        "unit": "person",
        "counted": "workers",
        "implicit": False,
        "measure": "persons_arrested",
        "group": None,
        "of": None,
        "per": None,
        "counter": None,
        "part_of": None,
        "standing": "asserted",
        "scope": "incident",
        "extent": "whole",
        "superseded": False,
        "as_of": None,
        "speaker": "the county sheriff",
        "speaker_role": "official",
        "cue": "said",
        "directness": "indirect",
        "medium": "unspecified",
        "via": None,
        "when": {"text": "Tuesday", "start": "2021-03-09", "end": "2021-03-09", "precision": "day"},
        "where": place().where(),
        "incident": "report#0",
        "confidence": 0.95,
        **facts,
    }
    values.setdefault("id", f"{values['report']}:{values['start']}:0")
    return Claim(**values)


def mention(**facts: Any) -> Mention:
    """The raid of RAID."""
    values: dict[str, Any] = {
        "report": "report",
        "event": "enforcement_operation",
        "family": "arrests",
        "main": True,
        "title": "Raid on cannery",
        "begin": "2021-03-09",
        "finish": "2021-03-09",
        "precision": "day",
        "partial": None,
        "places": (place(),),
        "anchored": 1,
        "actors": (Actor("the county sheriff", "official"),),
        "words": ("agents", "cannery", "workers"),
        "figures": (("persons_arrested", 40.0),),
        "triggers": ((15, 23),),
        "claims": ("report:24:0",),
        "weight": 2,
        "published": "2021-03-10",
        **facts,
    }
    values.setdefault("id", f"{values['report']}#0")
    return Mention(**values)


def finding(**facts: Any) -> Finding:
    """40 arrested, on the say-so of one paper."""
    values: dict[str, Any] = {
        "measure": "persons_arrested",
        "group": None,
        "standing": "asserted",
        "as_of": None,
        "low": 40,
        "low_open": False,
        "best": 40,
        "high": 40,
        "high_open": False,
        "best_qualifier": "exact",
        "unit": "person",
        "verdict": "single",
        "policy": "ucdp",
        "origins": (
            Origin("publisher:record", "publisher", "Harbor County Record", "states no source", ("report:24:0",)),
        ),
        "set_aside": (),
        "trace": ("1 claims of 1 origins",),
    }
    return Finding(**{**values, **facts})


def incident(**facts: Any) -> Incident:
    """The raid of RAID, with its 40 arrested, as one report tells it."""
    values: dict[str, Any] = {
        "id": "2021-03-09-raid",
        "type": "enforcement_operation",
        "title": "Enforcement operation, Dayton, Ohio",
        "start": "2021-03-09",
        "end": "2021-03-09",
        "date_precision": "day",
        "places": (place(),),
        "actors": (),
        "reports": (ReportWeight("report", 2, True),),
        "mentions": ("report#0",),
        "findings": (finding(),),
    }
    return Incident(**{**values, **facts})

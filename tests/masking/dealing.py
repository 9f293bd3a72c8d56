"""Deals invented names into invented reports, so that masking is tried on people whom nobody wrote a rule for."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sayso.model.report import Report

CASES = Path(__file__).parent / "cases"
_SLOT = re.compile(r"\{(p\d|o)(?:\.(\w+))?\}")


def _lines(name: str) -> list[str]:
    return [x for x in (CASES / name).read_text("utf-8").splitlines() if x and not x.startswith("#")]


def private_names() -> list[str]:
    """The invented private persons."""
    return _lines("private_names.txt")


def officials() -> list[tuple[str, str, str]]:
    """Name, office, and whether the office stands in front of the name or behind it."""
    rows = [[part.strip() for part in line.split("|")] for line in _lines("officials.txt")]
    return [(name, office, place) for name, office, place in rows]


def templates() -> list[str]:
    """The invented reports with their slots."""
    text = (CASES / "templates.txt").read_text("utf-8")
    text = re.sub(r"\A(?:#.*\n)+\n*", "", text)
    return text.split("\n---\n")


@dataclass(frozen=True)
class Dealt:
    """A report with the people who were dealt into it."""

    report: Report
    private: tuple[str, ...]
    official: str


def folded(text: str) -> str:
    """Without accents, lower case."""
    marks = unicodedata.normalize("NFKD", text.replace("ł", "l").replace("Ł", "L"))
    return "".join(c for c in marks if not unicodedata.combining(c)).lower()


def slug(name: str) -> str:
    """A name as an address of a page has it."""
    return re.sub(r"[^a-z]+", "-", folded(name)).strip("-")


def deal(seed: int = 0, rounds: int = 2) -> list[Dealt]:
    """Every template `rounds` times, with names in an order that the seed decides."""
    chance = random.Random(seed)
    people, offices = private_names(), officials()
    chance.shuffle(people)
    chance.shuffle(offices)
    found = []
    for turn in range(rounds):
        for k, template in enumerate(templates()):
            slots = sorted({m[1] for m in _SLOT.finditer(template)} - {"o"})
            private = {s: people.pop() for s in slots}
            office = offices.pop()
            found.append(_filled(turn, f"{turn}-{k:02d}", template, private, office))
    return found


def _filled(turn: int, ident: str, template: str, private: dict[str, str], office: tuple[str, str, str]) -> Dealt:
    def fill(match: re.Match[str]) -> str:
        form = match[2]
        if match[1] == "o":
            name, title, place = office
            if form == "family":
                return name.split(" ", 1)[1]
            return f"{title} {name}" if place == "front" else f"{name}, {title},"
        return _form(private[match[1]], form)

    text = _SLOT.sub(fill, template)
    # "Dana Whitlow, special agent in charge,." and ", said." as an editor would leave them
    text = re.sub(r",([.,])", r"\1", text)
    head, body = text.split("\n\n", 1)
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    # each round in another year, the weekdays as they were: else the same page would be a corrected one
    facts["published"] = (date.fromisoformat(facts["published"]) - turn * timedelta(weeks=52)).isoformat()
    first = slug(next(iter(private.values())))
    report = Report(id=f"{ident}-{first}.txt", text=body, **facts)
    return Dealt(report, tuple(private.values()), office[0])


def _form(name: str, form: str | None) -> str:
    given, family = name.split(" ", 1)
    forms = {
        None: name,
        "given": given,
        "family": family,
        "upper": name.upper(),
        "lower": name.lower(),
        "handle": re.sub(r"[^a-z]", "", folded(name)) + "77",
        "slug": slug(name),
    }
    return forms[form]

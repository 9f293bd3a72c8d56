"""Groups of reports of our own making that are easy to confuse, with the event that each is mainly about."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from sayso.model.report import Report


@dataclass(frozen=True, slots=True)
class Confusable:
    """A report, its group, the event that it is mainly about, and the events of its group that it tells of besides."""

    report: Report
    group: str
    event: str
    besides: tuple[str, ...]


@lru_cache(maxsize=1)
def confusables() -> tuple[Confusable, ...]:
    """All of them; events carry the name of their group, since no two groups share one."""
    text = (resources.files("sayso") / "samples" / "confusables.toml").read_text("utf-8")
    return tuple(
        Confusable(
            Report(id=f"g{g:02}-{n}", text=r["text"], publisher=r["publisher"], published=r["published"]),
            group["name"],
            f"{group['name']}: {r['of']}",
            tuple(f"{group['name']}: {event}" for event in r.get("also", ())),
        )
        for g, group in enumerate(tomllib.loads(text)["group"], 1)
        for n, r in enumerate(group["report"], 1)
    )

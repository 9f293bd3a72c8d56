"""What a report's source says of itself: where it is at home, and how it writes its dates."""

from __future__ import annotations

import re

from sayso.model.report import Report


def home_of(report: Report) -> str:
    """What a report's source says of where it is at home: publisher, title, words of the address."""
    address = (report.url or "").split("://")[-1]
    path = re.sub(r"[^A-Za-z]+", " ", address)
    site = address.partition("/")[0]
    return " . ".join(part for part in (report.publisher, report.carried_by, report.title, path.title(), site) if part)

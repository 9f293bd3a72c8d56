"""The pages, a module for each group of them: every route parses, calls one function, and renders."""

from __future__ import annotations

from fastapi import APIRouter

from sayso.reviewing.pages import (
    accounts,
    coding,
    deciding,
    decisions,
    incident,
    incidents,
    matches,
    overview,
    report,
    searching,
    tasks,
)

# A new page is a module with a `router`, one line here, and where it is to be found from anywhere one in `DOORS`.
ROUTERS: tuple[APIRouter, ...] = (
    incidents.router,
    incident.router,
    overview.router,
    report.router,
    deciding.router,
    searching.router,
    tasks.router,
    matches.router,
    coding.router,
    decisions.router,
    accounts.router,
)

"""The verbs of the command line over HTTP, in JSON, for programs and for pages; described at /api/openapi.json."""

from __future__ import annotations

from fastapi import APIRouter

from sayso.reviewing.api import counting, decisions, files, record, session

ROUTERS: tuple[APIRouter, ...] = (session.router, record.router, counting.router, decisions.router, files.router)

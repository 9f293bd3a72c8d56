"""Puts the application together: the guard before all, one rule for who comes in, then the pages."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from importlib.resources import files

from fastapi import Depends, FastAPI
from starlette.staticfiles import StaticFiles

from sayso.reviewing import api
from sayso.reviewing.forms import from_our_page
from sayso.reviewing.guarding import Guard
from sayso.reviewing.house import House
from sayso.reviewing.ledgers import Ledgers
from sayso.reviewing.pages import ROUTERS, entering
from sayso.reviewing.settings import Settings
from sayso.reviewing.troubles import tell_of_troubles


def create_app(settings: Settings) -> FastAPI:
    """The application over a ledger; what it holds is in `app.state.house`."""
    paths = frozenset(str(getattr(route, "path", "")) for router in ROUTERS for route in router.routes)
    house = House(settings, Ledgers(settings.ledger), paths)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        ends = threading.Event()
        warming = threading.Thread(target=house.briefs.warm, args=(house.ledgers, ends), daemon=True)
        if settings.warms:
            warming.start()
        yield
        ends.set()
        if settings.warms:
            warming.join()
        house.ledgers.close()

    # its own pages of documentation would fetch scripts from elsewhere
    app = FastAPI(
        title="sayso review",
        version=version("sayso"),
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
    )
    app.state.house = house
    app.add_middleware(Guard, settings=settings)
    tell_of_troubles(app)
    app.mount("/static", StaticFiles(directory=str(files("sayso.reviewing") / "static")), "static")
    for router in (entering.router, *ROUTERS, *api.ROUTERS):
        app.include_router(router, dependencies=[Depends(from_our_page)])
    return app

"""The record as a file: what `sayso publish` writes, to be downloaded."""

from __future__ import annotations

import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from sayso.publishing import publish as write
from sayso.reviewing.desk import Reading
from sayso.reviewing.pages.decisions import only_with_names

router = APIRouter(prefix="/api", tags=["files"])


@router.get("/publish", response_class=Response)
def publish(
    desk: Reading,
    to: Annotated[str, Query(max_length=40, description="html, csv, jsonl …")] = "html",
    internal: Annotated[bool, Query(description="with names; only for those who may see them")] = False,
) -> Response:
    """The whole record in a format, masked unless internal; several files come as one zip file."""
    if internal:
        only_with_names(desk)
    with tempfile.TemporaryDirectory(prefix="sayso-") as folder:
        files = write(desk.ledger, to, Path(folder) / f"record.{_ending(to)}", internal=internal)
        name, body = (files[0].name, files[0].read_bytes()) if len(files) == 1 else _zipped(files)
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type="application/octet-stream", headers=headers)


def _ending(to: str) -> str:
    return to if to.isalnum() and to.isascii() else "file"


def _zipped(files: list[Path]) -> tuple[str, bytes]:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            archive.write(path, path.name)
    return f"{files[0].stem.partition('.')[0]}.zip", packed.getvalue()

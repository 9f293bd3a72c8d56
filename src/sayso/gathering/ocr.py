"""Text recognition: pages that are pictures are read by the program Tesseract, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sayso.gathering import pulse

# Recognition takes seconds a page: of a document so many pages are read, each within a time.
MOST_PAGES = 100
PAGE_SECONDS = 60
_DOTS_PER_INCH = 300
_MOST_PIXELS = 25_000_000
# A page with less text than this under a picture of this share of it is a scan with a stamp.
_STAMP = 200
_COVERED = 0.5
_DEEPEST_FORM = 3
_IMAGE, _FORM = 3, 5


@lru_cache(maxsize=1)
def program() -> str | None:
    """The path of Tesseract, None where it is not installed."""
    return shutil.which("tesseract")


def is_picture(page: Any, characters: int) -> bool:
    """Whether a page with so many characters of text is a picture: it shows something else, and most of what it shows."""
    if characters >= _STAMP:
        return False
    if not characters:
        return next(page.get_objects(max_depth=1), None) is not None
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        return False
    for image in page.get_objects(filter=[_IMAGE], max_depth=_DEEPEST_FORM):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) >= _COVERED * width * height:
            return True
    return False


@dataclass(slots=True)
class Recogniser:
    """Reads pages of one document, and keeps which it read and which not, and why."""

    read: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    past_limit: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)

    def text_of(self, page: Any, number: int) -> str:
        """The text recognised in a page, empty where it cannot be read."""
        path = program()
        if path is None:
            self.unread.append(number)
            return ""
        if len(self.read) + len(self.failed) >= MOST_PAGES:
            self.past_limit.append(number)
            return ""
        pulse.beat()
        text = _recognised(path, _picture(page))
        (self.failed if text is None else self.read).append(number)
        return text or ""

    def notes(self, count: int) -> list[str]:
        """What became of the pictures among so many pages, in words."""
        notes = []
        if self.read:
            notes.append(f"read by text recognition (Tesseract), {len(self.read)} of {_pages(count)}")
        if self.unread:
            notes.append(f"{_listed(self.unread)} not read: Tesseract is not installed")
        if self.past_limit:
            notes.append(f"{_listed(self.past_limit)} not read: text recognition stops after {_pages(MOST_PAGES)}")
        if self.failed:
            notes.append(f"{_listed(self.failed)} not read: Tesseract failed or took too long")
        return notes


def _pages(count: int) -> str:
    return f"{count} page{'s' if count != 1 else ''}"


def _listed(numbers: list[int]) -> str:
    """Pages by number, runs in short.

    >>> _listed([3, 5, 6, 7])
    'pages 3, 5-7 are pictures and were'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    named = ", ".join("-".join(map(str, run)) for run in runs)
    return f"page {named} is a picture and was" if len(numbers) == 1 else f"pages {named} are pictures and were"


def _picture(page: Any) -> bytes:
    """A page as a grey picture (PGM)."""
    width, height = page.get_size()
    scale = _DOTS_PER_INCH / 72
    pixels = width * height * scale * scale
    if pixels > _MOST_PIXELS:
        scale *= (_MOST_PIXELS / pixels) ** 0.5
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        shown = memoryview(bitmap.buffer)
        lines = (shown[k * bitmap.stride : k * bitmap.stride + bitmap.width] for k in range(bitmap.height))
        return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(lines)
    finally:
        bitmap.close()


def _recognised(path: str, picture: bytes) -> str | None:
    """The text in a picture, None where the program fails."""
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            [path, "-", "-", "-l", "eng"],
            input=picture,
            capture_output=True,
            timeout=PAGE_SECONDS,
            check=False,
            env=alone,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace").replace("\f", "\n") if done.returncode == 0 else None

"""Lines that belong to a page and not to the report: buttons, credits, page numbers, heads that run over all pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sayso.gathering.repair.rules import Rules

# A line longer than this is prose, whatever it begins with.
_LONGEST = 240
_LONGEST_HEAD = 90
# A line that comes back so often runs over the pages.
_OFTEN = 3
_PAGE_NUMBER = re.compile(r"[-–—\[(| ]*(\d{1,4})[-–—\])| ]*")
_DIGITS = re.compile(r"\d+")
# "2:29 Council votes on budget"; "2:29 p.m. Police say" is a time
_LENGTH = re.compile(r"(\d{1,2}):([0-5]\d) (?![ap]\.?m\b)\S", re.I)
_LONGEST_VIDEO = 120
_VIDEOS = 4
_EDGES = " \t*_#>|[]{}~`-–—•·►▶"
_OPEN = re.compile(r"(?:[a-z0-9,;—–-]|\b[A-Z][A-Za-z]+)$")
_GOES_ON = re.compile(r"[a-z0-9(“\"‘]")


def without_furniture(text: str, rules: Rules) -> str:
    """The text, as long as before, with lines that belong to the page blanked out.

    >>> without_furniture("Raid\\n\\n- 2 -\\f\\nThey left.", Rules())
    'Raid\\n\\n     \\x0c\\nThey left.'
    """
    lines = text.splitlines(keepends=True)
    bare = [line.strip() for line in lines]
    for k in {*_known(bare, rules), *_heads(bare), *_numbers(bare, lines), *_playlists(bare)}:
        body = lines[k].rstrip("\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029")
        lines[k] = " " * len(body) + lines[k][len(body) :]
    return "".join(lines)


def _known(bare: Sequence[str], rules: Rules) -> Iterator[int]:
    """Lines that the codebooks know."""
    for k, line in enumerate(bare):
        if not line or len(line) > _LONGEST:
            continue
        words = " ".join(line.split()).lower()
        inner = words.strip(_EDGES)
        if (
            words in rules.lines
            or inner in rules.lines
            or (rules.shape is not None and (rules.shape.fullmatch(words) or rules.shape.fullmatch(inner)))
        ):
            yield k


def _heads(bare: Sequence[str]) -> set[int]:
    """Heads and feet of pages: the same words over and over, with a number that counts up or between halves of a sentence."""
    alike: dict[str, list[int]] = defaultdict(list)
    for k, line in enumerate(bare):
        if line and len(line) <= _LONGEST_HEAD and line[-1] not in ".!?:,;":
            alike[" ".join(_DIGITS.sub("#", line).split()).lower()].append(k)
    found: set[int] = set()
    for words, places in alike.items():
        letters = words.replace("#", " ").split()
        if not letters or "|" in words:
            continue
        if len(places) < 2:
            if "#" in words and _name_like(bare[places[0]]) and _cuts(bare, places[0]):
                found.add(places[0])
            continue
        parted = sum(_between_halves(bare, k) for k in places)
        if "#" in words:
            if (
                _counts_up([bare[k] for k in places])
                and _name_like(bare[places[0]])
                and (len(places) >= _OFTEN or parted)
            ):
                found |= set(places)
        elif len(places) >= _OFTEN and parted and _name_like(bare[places[0]]):
            found |= set(places)
    return found


def _counts_up(lines: Sequence[str]) -> bool:
    """Whether one number of the lines grows by one or two from line to line, and nothing else changes."""
    rows = [[int(d) for d in _DIGITS.findall(line)[:8]] for line in lines]
    columns = list(zip(*rows, strict=False))
    moving = [c for c in columns if len(set(c)) > 1]
    if len(moving) != 1:
        return False
    steps = {b - a for a, b in zip(moving[0], moving[0][1:], strict=False)}
    return steps <= {1, 2} and all(
        line.lstrip(_EDGES)[:1].isdigit() or line.rstrip(_EDGES)[-1:].isdigit() for line in lines
    )


def _name_like(line: str) -> bool:
    """Whether the words of a line are written large, as names and titles of papers are, or it says "page"."""
    words = re.findall(r"[^\W\d_]+", line)
    large = sum(w[0].isupper() for w in words)
    return "page" in line.lower() or (len(words) >= 2 and large >= 0.6 * len(words))


def _numbers(bare: Sequence[str], lines: Sequence[str]) -> Iterator[int]:
    """Numbers alone on a line: beside a form feed, between halves of a sentence, or counting up through the text."""
    places = [k for k, line in enumerate(bare) if line and _PAGE_NUMBER.fullmatch(line)]
    if not places:
        return
    alone = [k for k in places if not any(_PAGE_NUMBER.fullmatch(b) for b in _neighbours(bare, k))]
    values = {k: int(_DIGITS.findall(bare[k])[0]) for k in alone}
    for n, k in enumerate(alone):
        before, after = values.get(alone[n - 1] if n else -1), values.get(alone[n + 1] if n + 1 < len(alone) else -1)
        row = values[k] - 1 == before or values[k] + 1 == after
        torn = "\f" in "".join(lines[max(0, k - 1) : k + 2])
        if torn or _between_halves(bare, k) or (row and len(alone) >= _OFTEN and _set_off(bare, k)):
            yield k


def _playlists(bare: Sequence[str]) -> Iterator[int]:
    """Lists of videos, each title behind its length: in no order of time, as the entries of a live page are."""
    row: list[tuple[int, int]] = []
    for k, line in enumerate([*bare, "end"]):
        if not line:
            continue
        length = _LENGTH.match(line) if len(line) <= _LONGEST_VIDEO else None
        if length is not None:
            row.append((k, 60 * int(length[1]) + int(length[2])))
            continue
        seconds = [s for _, s in row]
        if len(row) >= _VIDEOS and seconds not in (sorted(seconds), sorted(seconds, reverse=True)):
            yield from (k for k, _ in row)
        row = []


def _neighbours(bare: Sequence[str], k: int) -> tuple[str, str]:
    """The lines with words before and behind one."""
    before, after = k - 1, k + 1
    while before >= 0 and not bare[before]:
        before -= 1
    while after < len(bare) and not bare[after]:
        after += 1
    return bare[before] if before >= 0 else "", bare[after] if after < len(bare) else ""


def _set_off(bare: Sequence[str], k: int) -> bool:
    """Whether a line has blank lines or the text's ends round it."""
    return not "".join(bare[max(0, k - 1) : k]) and not "".join(bare[k + 1 : k + 2])


def _between_halves(bare: Sequence[str], k: int) -> bool:
    """Whether the line before is an open sentence that the line behind goes on with."""
    before, after = _neighbours(bare, k)
    number = _PAGE_NUMBER.fullmatch(bare[k]) is not None
    if number and not after[:1].isdigit() and before.endswith((" of", " than", " least", " about", " some", " nearly")):
        # "a total of / 680 / workers": the figure itself set large
        return False
    return len(before) >= 25 and _OPEN.search(before[-40:]) is not None and _GOES_ON.match(after) is not None


def _cuts(bare: Sequence[str], k: int) -> bool:
    """Whether a line, set off by blank ones, stands in a sentence that goes on small behind it."""
    after = _neighbours(bare, k)[1]
    return _set_off(bare, k) and after[:1].islower() and _between_halves(bare, k)

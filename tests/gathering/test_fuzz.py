"""Damaged files of every format end in reports or in named errors, and soon: mutations of real ones, seeded."""

from __future__ import annotations

import gzip
import os
import random
import time

import pytest

from sayso.errors import InputError
from sayso.gathering.kinds import contents
from sayso.model.report import Report
from tests.gathering.test_documents import FIRE, RAID, odt, pdf, word
from tests.gathering.test_formats import ATOM, FILES, RSS, letter, tarred, zipped

MUTATIONS = int(os.environ.get("SAYSO_MUTATIONS", "200"))
LONGEST_SECONDS = 10
PAGE = f"""<!doctype html><html><head><title>Raid</title><script type="application/ld+json">{{"@type": "NewsArticle",
"datePublished": "2021-03-10"}}</script></head><body><article><h1>Raid</h1><p>{RAID}</p><p>{FIRE} Families waited.</p>
</article></body></html>"""
WHOLE = {
    "pdf": pdf([RAID], [FIRE]),
    "docx": word(),
    "odt": odt(),
    "zip": zipped(FILES),
    "tar": tarred({name: data for name, data in FILES.items() if data}),
    "gz": gzip.compress(RAID.encode() * 50),
    "eml": letter(fire_txt=FIRE.encode()).as_bytes(),
    "mbox": b"From a@b.example Wed Mar 10 08:00:00 2021\n" + letter().as_bytes(),
    "rss": RSS.encode(),
    "atom": ATOM.encode(),
    "csv": f"id,text\n1,{RAID.replace(',', ' ')}\n".encode(),
    "jsonl": f'{{"id": "a", "text": "{RAID}"}}\n'.encode(),
    "html": PAGE.encode(),
    "txt": RAID.encode(),
}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, dropped, put in, doubled or cut off."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(out)) if out else 0
        match chance.choice(["change", "change", "drop", "insert", "double", "cut"]):
            case "change" if out:
                out[at] = chance.randrange(256)
            case "drop":
                del out[at : at + chance.randint(1, 40)]
            case "insert":
                out[at:at] = chance.randbytes(chance.randint(1, 20))
            case "double":
                start = chance.randrange(len(out)) if out else 0
                out[at:at] = out[start : start + chance.randint(1, 200)]
            case "cut":
                del out[max(at, 1) :]
    return bytes(out)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", WHOLE)
def test_damage_ends_in_reports_or_named_errors(kind: str) -> None:
    chance = random.Random(f"{kind} 20261123")
    assert any(isinstance(item, Report) for item in contents(WHOLE[kind], f"whole.{kind}", "whole"))
    for _ in range(MUTATIONS):
        data = damaged(WHOLE[kind], chance)
        begun = time.monotonic()
        for item in contents(data, f"damaged.{kind}", "damaged"):
            assert isinstance(item, Report | InputError)
            if isinstance(item, InputError):
                assert item.where
        assert time.monotonic() - begun < LONGEST_SECONDS

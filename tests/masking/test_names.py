"""No private person's name stands in any byte of a public export; officials who speak in office mostly do."""

from __future__ import annotations

import html
import re
from importlib import resources
from pathlib import Path

import pytest

from sayso.pipeline import Ledger, open_ledger
from sayso.publishing import publish
from tests.masking.dealing import Dealt, deal, folded, private_names, slug

FORMATS = ("html", "csv", "jsonl")
MOST_OFFICIALS_WITHHELD = 0.15


def exported(ledger: Ledger, folder: Path, *, internal: bool = False) -> dict[str, str]:
    """The text of every file that every format writes."""
    found = {}
    for to in FORMATS:
        for path in publish(ledger, to, folder / f"record.{to}", internal=internal):
            found[path.name] = html.unescape(path.read_bytes().decode("utf-8"))
    return found


def leaks(dealt: Dealt, name: str, text: str) -> list[str]:
    """What of the report's private names stands in an exported text: whole names, handles, and each word of a name."""
    boiler = html_words() if name.endswith("html") else frozenset()
    found = []
    flat = folded(text)
    for person in dealt.private:
        joined = re.sub(r"[^a-z]", "", folded(person))
        found += [w for w in (folded(person), slug(person), joined) if w in flat]
        for word in re.split(r"[ \-]", person):
            if len(word) > 2 and word not in boiler:
                found += [m.group() for m in re.finditer(rf"\b(?:{word}|{word.upper()})\b", text)]
                if folded(word) not in common():
                    found += [m.group() for m in re.finditer(rf"\b{folded(word)}\b", flat)]
    return sorted(set(found))


def html_words() -> frozenset[str]:
    page = (resources.files("sayso.publishing") / "templates" / "record.html").read_text("utf-8")
    return frozenset(re.findall(r"\w+", page))


def common() -> frozenset[str]:
    """Name words that are words of the language too: small, they say nothing of anybody."""
    from sayso.masking.words import may_stand

    return frozenset(folded(w) for n in private_names() for w in re.split(r"[ \-]", n) if may_stand(w.lower()))


@pytest.fixture(scope="module", params=[0, 1, 2])
def dealt(request: pytest.FixtureRequest) -> list[Dealt]:
    found = deal(request.param)
    assert len(found) == 60
    assert len({p for d in found for p in d.private}) == 150
    assert len({d.official for d in found}) == 60
    return found


def test_no_private_name_leaves_with_its_own_report(dealt: list[Dealt], tmp_path: Path) -> None:
    found = {}
    for d in dealt:
        folder = tmp_path / d.report.id[:4]
        folder.mkdir()
        ledger = open_ledger(folder / "one.db")
        ledger.add([d.report])
        for name, text in exported(ledger, folder).items():
            if leaked := leaks(d, name, text):
                found[d.report.id, name] = leaked
        ledger.close()
    assert found == {}


def test_no_private_name_leaves_with_all_reports_together(dealt: list[Dealt], tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "all.db")
    ledger.add([d.report for d in dealt])
    files = exported(ledger, tmp_path)
    inside = exported(ledger, tmp_path, internal=True)
    ledger.close()
    found = {
        (d.report.id, name): hit
        for d in dealt
        for name, text in files.items()
        for person in d.private
        if (hit := [w for w in (folded(person), slug(person)) if w in folded(text)])
    }
    assert found == {}
    told = [d.official for d in dealt if d.official.split()[-1] in inside["record.internal.jsonl"]]
    withheld = [name for name in told if name.split()[-1] not in files["record.jsonl"]]
    assert len(told) >= 45
    assert len(withheld) <= MOST_OFFICIALS_WITHHELD * len(told), withheld

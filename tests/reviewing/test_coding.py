"""Double coding in the browser: a second person reads blind, sees agreement when done, and differences are settled."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.ledger import open_store
from sayso.model.decision import Draft
from sayso.reviewing import accounts
from sayso.reviewing.settings import Settings
from tests.reviewing.visiting import Visitor, said, visiting

PASSWORD = "nine green lanterns"


@pytest.fixture
def team(record: Path, tmp_path: Path) -> Iterator[Visitor]:
    path = Path(shutil.copyfile(record, tmp_path / "team.db"))
    store = open_store(str(path))
    for name in ("Ann", "Ben"):
        accounts.put(store, name, "coder", PASSWORD)
    store.show_names(to_coders=True)
    store.close()
    with visiting(Settings(str(path), alone=False)) as found:
        yield found


def code_all(visitor: Visitor, size: int, **values: str) -> str:
    """Code what is left of the sample, each item with these values; the last page."""
    page = visitor.get("/coding/item?sample=spring")
    for _ in range(size):
        at = re.search(r"item (\d+) of", said(page))
        claim = re.search(r'name="claim" value="([^"]+)"', page.text)
        assert at is not None
        assert claim is not None
        asked = {
            "claim": claim[1],
            "is_claim": "yes",
            "qualifier": "exact",
            "standing": "asserted",
            "scope": "incident",
        }
        page = visitor.send(f"/coding/item?sample=spring&at={at[1]}", {**asked, **values})
        assert page.status_code == 200, said(page)
    return said(page)


def test_two_people_read_blind_and_settle_what_they_differ_on(team: Visitor) -> None:
    team.log_in("Ann", PASSWORD)
    assert "is drawn" in said(team.send("/coding/draw", {"name": "spring", "size": "3"}))
    code_all(team, 3, measure="persons_arrested", best="40")
    team.send("/leave")
    team.log_in("Ben", PASSWORD)
    blind = said(team.get("/coding/results?sample=spring"))
    assert "3 of 3 left to code" in blind
    assert "Ann:" not in blind
    page = team.get("/coding/item?sample=spring")
    assert " selected" not in page.text.partition('name="measure"')[2].partition("</select>")[0]
    done = code_all(team, 3, measure="persons_arrested", best="41")
    assert "You have coded all of it" in done
    shown = team.get("/coding/results?sample=spring")
    assert re.search(r"measure 3 3 \(100 %\)", said(shown))
    assert re.search(r"best 3 0 \(0 %\)", said(shown))
    form = next(f for f in re.findall(r"(?s)<form.*?</form>", shown.text) if 'name="f.best"' in f)
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    hidden["was"] = hidden["was"].replace("&#34;", '"')
    settled = team.send("/decide", {**hidden, "f.best": "41", "reason": "forty-one stands there"})
    assert settled.url.path == "/coding/results"
    with team.house.ledgers.lent() as ledger:
        last = ledger.store.decisions()[-1]
        assert (last.kind, last.by, last.payload["fields"]["best"]) == ("correct", "Ben", 41)


def test_a_second_reader_may_say_that_words_are_no_figure(team: Visitor) -> None:
    team.log_in("Ann", PASSWORD)
    team.send("/coding/draw", {"name": "spring", "size": "2", "seed": "7"})
    assert "You have coded all of it" in code_all(team, 2, is_claim="no")
    with team.house.ledgers.lent() as ledger:
        assert {str(d.payload.get("fields")) for d in ledger.rulings.of_kind("code")} == {"{'is_claim': False}"}


@pytest.mark.parametrize(
    "values", [{"name": "", "size": "3"}, {"name": "x", "size": "0"}, {"name": "x", "size": "many"}]
)
def test_a_sample_without_name_or_size_is_refused(team: Visitor, values: dict[str, str]) -> None:
    team.log_in("Ann", PASSWORD)
    assert team.send("/coding/draw", values).status_code == 422


def test_a_sample_that_is_not_there_is_told(team: Visitor) -> None:
    team.log_in("Ann", PASSWORD)
    for path in ("/coding/item?sample=none", "/coding/results?sample=none"):
        assert team.get(path).status_code == 404


def test_who_may_not_see_names_is_not_shown_whom_others_wrote_down_as_speaker(team: Visitor) -> None:
    with team.house.ledgers.lent() as ledger:
        ledger.store.show_names(to_coders=False)
        ledger.make(Draft("sample", "Ann", payload={"name": "spring", "size": 2}))
        for by, speaker in (("Ann", "Zelda Quorrin"), ("Ben", None)):
            for item in ledger.to_code("spring", by=by):
                fields = {"best": 3 if by == "Ann" else 4, "speaker": speaker}
                ledger.make(Draft("code", by, claims=(item.claim,), payload={"sample": "spring", "fields": fields}))
    team.log_in("Ben", PASSWORD)
    page = team.get("/coding/results?sample=spring")
    assert "What they differ on" in page.text
    assert "Ann: 3" in said(page)
    assert "quorrin" not in page.text.lower()

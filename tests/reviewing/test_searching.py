"""Search in the browser: as on the command line for the owner, masked for readers, who cannot look for names at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.ledger import open_store
from sayso.pipeline import open_ledger
from sayso.reviewing import accounts
from sayso.reviewing.settings import Settings
from tests import factories
from tests.reviewing.visiting import Visitor, said, visiting

PASSWORD = "nine green lanterns"
# an invented person in an invented report
NAMED = (
    "Agents arrested 40 workers at a cannery in Dayton, Ohio, on Tuesday. Quillon Varnesbury, 34, a packer, was among "
    "those arrested. The county sheriff said 12 were released."
)


@pytest.fixture
def named(tmp_path: Path) -> Path:
    path = tmp_path / "named.db"
    with open_ledger(path) as ledger:
        ledger.add([factories.report(NAMED, id="named", title="Packer Quillon Varnesbury arrested at cannery")])
        accounts.put(ledger.store, "Rhea Reader", "reader", PASSWORD)
        accounts.put(ledger.store, "Cody Coder", "coder", PASSWORD)
    return path


@pytest.fixture
def team(named: Path) -> Iterator[Visitor]:
    with visiting(Settings(str(named), alone=False)) as found:
        yield found


def test_all_words_find_a_report_with_its_claims(owner: Visitor) -> None:
    page = owner.get("/search?q=plants+Mississippi+680")
    with owner.house.ledgers.lent() as ledger:
        done = ledger.search(["plants", "Mississippi", "680"])
    assert f"{done.count} report" in said(page)
    assert "<mark>Mississippi</mark>" in page.text
    for f in done.found:
        assert f"/reports/{f.hit.key}" in page.text


@pytest.mark.parametrize("words", ["' OR 1=1 --", "%", '"; DROP TABLE reports; --', "()", "*", "\\"])
def test_signs_of_sql_mean_nothing(owner: Visitor, words: str) -> None:
    page = owner.get("/search", params={"q": words, "place": words, "publisher": words, "measure": words})
    assert page.status_code == 200
    with owner.house.ledgers.lent() as ledger:
        assert ledger.store.counts()["reports"] > 30


def test_a_reader_sees_the_stretch_and_the_title_masked(team: Visitor) -> None:
    team.log_in("Rhea Reader", PASSWORD)
    page = team.get("/search?q=cannery+arrested")
    assert "<mark>cannery</mark>" in page.text
    assert "[name withheld]" in said(page)
    for word in ("Quillon", "Varnesbury"):
        assert word not in page.text


@pytest.mark.parametrize("words", ["Varnesbury", "varnesbury", "quillon arrested", "VARNESBURY", "quillon"])
def test_a_reader_cannot_find_out_where_a_name_stands(team: Visitor, words: str) -> None:
    team.log_in("Rhea Reader", PASSWORD)
    page = team.get("/search", params={"q": words})
    assert (page.status_code, "cannot look for names" in said(page)) == (400, True) or "Nothing that you" in said(page)
    assert "/reports/" not in page.text


def test_a_coder_sees_names_only_where_the_owner_allows(team: Visitor, named: Path) -> None:
    team.log_in("Cody Coder", PASSWORD)
    assert team.get("/search?q=Varnesbury").status_code == 400
    store = open_store(str(named))
    store.show_names(to_coders=True)
    store.close()
    assert "Varnesbury" in said(team.get("/search?q=Varnesbury"))
    team.send("/leave")
    team.log_in("Rhea Reader", PASSWORD)
    assert team.get("/search?q=Varnesbury").status_code == 400

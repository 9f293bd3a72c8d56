"""S7, litigation and money: amounts with currency, parties and year, beside the raid and not merged with it."""

from __future__ import annotations

from pathlib import Path

from tests.systems.reading import bounds, incidents_of, measures, only, report, tell

MONEY = (
    "Federal agents raided a poultry plant in Dodge City, Kansas, on Tuesday and arrested 95 workers. Its owner, Prairie "
    "Gold Foods, agreed in 2016 to pay $2.4 million to settle a lawsuit by women who said that supervisors had harassed "
    "them. Congress gave Immigration and Customs Enforcement a budget of $7.9 billion last year."
)
# a settlement of houses
PIPES = (
    "The county commissioners in Laredo, Texas, voted on Tuesday to spend $2.4 million on water pipes for a settlement "
    "outside the city. Some 95 families live there without running water. Work is to begin in the fall."
)


def test_amounts_have_currency_and_year():
    told = tell(MONEY)
    told.expect("95", measure="persons_arrested", scope="incident")
    told.expect(
        "$2.4 million",
        measure="settlement_amount",
        low=2_400_000,
        high=2_400_000,
        best=2_400_000,
        unit="usd",
        scope={"background", "other"},
        when=("2016-01-01", "2016-12-31"),
    )
    told.expect(
        "$7.9 billion",
        measure="budget_amount",
        best=7_900_000_000,
        unit="usd",
        scope={"background", "other"},
        when=("2020-01-01", "2020-12-31"),
    )


def test_a_lawsuit_is_an_incident_beside_the_raid(tmp_path: Path):
    record = incidents_of(tmp_path, report(MONEY))
    raid, lawsuit = only(record, "enforcement_operation"), only(record, "litigation")
    assert measures([raid]) == {"persons_arrested"}
    assert bounds(lawsuit, "settlement_amount") == (2_400_000, 2_400_000, 2_400_000)
    assert (lawsuit.start or "")[:4] == "2016"


def test_the_party_that_paid_is_an_actor_of_the_lawsuit(tmp_path: Path):
    lawsuit = only(incidents_of(tmp_path, report(MONEY)), "litigation")
    assert "Prairie Gold Foods" in {a.name for a in lawsuit.actors}


def test_money_for_a_settlement_of_houses_settles_no_lawsuit():
    told = tell(PIPES)
    assert told.row("$2.4 million").measure != "settlement_amount"
    told.expect("$2.4 million", unit="usd", best=2_400_000)
    assert told.mentions("litigation") == []
    told.unmeasured("95")

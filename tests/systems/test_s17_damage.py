"""S17, damaged text: read through wraps, page breaks, furniture and emoji; every quote matches its source."""

from __future__ import annotations

from tests.systems.reading import tell

DAMAGED = r"""top of page
1 view0 comments

Agents of Immigration and Customs Enforcement raided
two fruit-packing plants near Yakima, Washington, on
Tuesday and arrested a total of

Page 1 of 2

88 workers, the agency said. The packer had paid
\$1.5 million in 2014 to settle a lawsuit over wages.

😢🙏 They arrested 30 people from my shift alone 1️⃣ — Orchard Workers Union (@orchardworkers) May 11, 2021
"""
# lines that end where they end: a form, and two days under each other
FORM = """Released on bond: 14

23 people are still in the county jail in Yakima, Washington, the sheriff said on Friday.

Monday: 5 arrests
Tuesday: 9 arrests
"""


def test_a_sentence_is_read_across_hard_wraps():
    told = tell(DAMAGED)
    told.expect(
        "two",
        measure="sites_raided",
        best=2,
        counted="fruit-packing plants",
        scope="incident",
        when=("2021-05-11", "2021-05-11"),
        where="Yakima",
    )


def test_a_sentence_is_read_across_a_page_break():
    told = tell(DAMAGED)
    told.expect(
        "88",
        measure="persons_arrested",
        best=88,
        counted="workers",
        scope="incident",
        speaker="the agency",
        when=("2021-05-11", "2021-05-11"),
        where="Yakima",
    )


def test_escaped_dollars_and_posts_with_emoji():
    told = tell(DAMAGED)
    (paid,) = [c for c in told.reading.claims if c.measure == "settlement_amount"]
    assert paid.text in ("$1.5 million", r"\$1.5 million")
    assert (paid.best, paid.unit) == (1_500_000, "usd")
    told.expect("30", measure="persons_arrested", best=30, speaker="@orchardworkers", medium="post")


def test_furniture_holds_no_figures():
    told = tell(DAMAGED)
    body = told.report.text.index("Agents")
    page = told.report.text.index("Page 1")
    assert [c.text for c in told.reading.claims if c.start < body or page <= c.start < page + 11] == []
    assert [c.text for c in told.reading.claims if "️⃣" in c.text] == []


def test_lines_of_a_form_are_not_run_together():
    told = tell(FORM)
    told.expect("14", measure="persons_released", best=14)
    told.expect("23", best=23, counted="people", speaker="the sheriff")
    told.expect("5", measure="persons_arrested", best=5)
    told.expect("9", measure="persons_arrested", best=9)


def test_people_in_the_county_jail_are_in_custody():
    tell(FORM).expect("23", measure="persons_in_custody", unit="person")

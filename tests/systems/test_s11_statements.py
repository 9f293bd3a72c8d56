"""S11, statements: who said what, in quotation or paraphrase, in which medium, posts with handle and day."""

from __future__ import annotations

from tests.systems.reading import tell

VOICES = (
    "Agents came to a bakery in Yakima, Washington, before dawn on Wednesday. “We saw 60 people led away in handcuffs,” "
    "a pastor who lives across the street told reporters. The mayor said that 45 people had been arrested.\n\n"
    "They arrested 70 of our neighbors today. — Valley Workers Alliance (@valleyworkers) May 12, 2021"
)
# a nickname, a sign and the newsroom's own handle: nobody speaks
NOBODY_SPEAKS = (
    "Police arrested 45 people on Tuesday at a warehouse known to its workers as “the oven.” They were led past a sign "
    "with the words “Thank you” to three waiting buses. Readers can reach the newsroom at @valleycourier."
)


def test_quotation_paraphrase_and_post():
    told = tell(VOICES)
    told.expect("60", measure="persons_arrested", speaker="pastor", directness="direct")
    told.expect(
        "45", measure="persons_arrested", speaker="mayor", speaker_role="official", directness="indirect", cue="said"
    )
    told.expect("70", measure="persons_arrested", speaker="@valleyworkers", directness="direct", medium="post")


def test_a_post_keeps_its_author_handle_and_day():
    told = tell(VOICES)
    (post,) = [s for s in told.reading.statements if s.medium == "post"]
    assert post.speaker == "Valley Workers Alliance (@valleyworkers)"
    assert post.posted == "2021-05-12"
    ((start, end),) = post.content
    assert told.report.text[start:end].strip() == "They arrested 70 of our neighbors today."


def test_today_in_a_post_is_the_day_of_the_post():
    told = tell(VOICES)
    told.expect("70", when=("2021-05-12", "2021-05-12"))
    told.expect("45", when={None, ("2021-05-12", "2021-05-12")})


def test_marks_and_handles_alone_are_no_statement():
    told = tell(NOBODY_SPEAKS)
    told.expect("45", measure="persons_arrested", speaker=None, directness="own", medium=None, cue=None)
    assert [s.speaker for s in told.reading.statements] == []

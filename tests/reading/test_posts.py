"""Each post has its author, whether it is signed behind a dash or by a line of name, handle and day."""

from __future__ import annotations

import pytest

from sayso.reading.speech.posts import posts

POST = "They took 30 people from my shift alone."
NEWS = "Agents came at dawn, the county sheriff said."


@pytest.mark.parametrize(
    ("signature", "speaker", "day"),
    [
        ("Ann Low (@annlow) · Aug 7, 2019", "Ann Low (@annlow)", "2019-08-07"),
        ("Ann Low (@annlow) August 7, 2019", "Ann Low (@annlow)", "2019-08-07"),
        ("— Ann Low (@annlow) August 7, 2019", "Ann Low (@annlow)", "2019-08-07"),
        ("Ann Low @annlow 7 Aug 2019", "Ann Low (@annlow)", "2019-08-07"),
        ("Ann Low @annlow · 5:03 PM · Aug 7, 2019", "Ann Low (@annlow)", "2019-08-07"),
        ("@annlow wrote on Aug. 7", "@annlow", None),
        ("Harbor Workers Union (@hwu) · 2019-08-07", "Harbor Workers Union (@hwu)", "2019-08-07"),
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_the_paragraph_before_a_signature_is_the_post(signature: str, speaker: str, day: str | None, gap: str):
    text = f"{NEWS}\n\n{POST}{gap}{signature}\n\n{NEWS}"
    (post,) = posts(text)
    assert (post.speaker, post.posted, post.medium) == (speaker, day, "post")
    assert [text[s:e] for s, e in post.content] == [POST]


def test_a_head_or_a_colon_puts_the_post_behind():
    for text in (
        f"{NEWS}\n\nAnn Low @annlow · Aug 7, 2019\n{POST}\n\n{NEWS}",
        f"{NEWS}\n\n@annlow wrote on Aug. 7:\n\n{POST}\n\n{NEWS}",
    ):
        (post,) = posts(text)
        assert [text[s:e] for s, e in post.content] == [POST]


@pytest.mark.parametrize(
    "text",
    [
        "Raid on cannery\n\nAnn Low (@annlow) · Aug 7, 2019\n\nAgents came at dawn.",
        "Agents came.\n\nFollow Ann Low (@annlow) on Twitter.",
        "Write to desk@record.example by Aug 7, 2019",
        "Agents came.\n\nAnn Low (@annlow)",
    ],
)
def test_other_handles_sign_nothing(text: str):
    assert posts(text) == []

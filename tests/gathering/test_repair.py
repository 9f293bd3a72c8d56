"""A view is as long as its text, and holds the words that were meant, without marks, furniture and breaks in sentences."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.codebook.loading import lexicon
from sayso.gathering.repair import mend, rules_of
from sayso.model.report import FILL
from tests.damage import DAMAGES
from tests.samples import sample_reports


def view(text: str) -> str:
    return mend(text, rules_of(lexicon()))


def words(text: str) -> str:
    """The words of a view, its line breaks kept."""
    lines = view(text).replace(FILL, "").split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


# text -> what is read
MENDED = {
    # page breaks, hard wraps, parted words
    "They arrested a total of\n\nPage 1 of 2\n\n88 workers there.": "They arrested a total of 88 workers there.",
    "Agents came at dawn and took the men to a\n\f\nhangar near the town.": "Agents came at dawn and took the men to a hangar near the town.",
    "Agents came at dawn and arrested all of the\n\n- 12 -\n\nworkers of the plant.": "Agents came at dawn and arrested all of the workers of the plant.",
    "Officials said agents arres-\nted 40 people.": "Officials said agents arrested 40 people.",
    "Officials said agents arres\xad\nted 40 people.": "Officials said agents arrested 40 people.",
    "It was an anti-\nimmigrant march.": "It was an anti-immigrant march.",
    "They held twenty-\nfive men.": "They held twenty-five men.",
    "It was a long-\nterm plan.": "It was a long-term plan.",
    "In 2019-\n2020 it fell.": "In 2019-2020 it fell.",
    # lines that stay apart
    "Monday: 5 arrests\nTuesday: 9 arrests": "Monday: 5 arrests\nTuesday: 9 arrests",
    "- 5 men were arrested at the plant in the east of the town\n- 9 women were arrested at the mill": "5 men were arrested at the plant in the east of the town\n9 women were arrested at the mill",
    "Town | Arrests\nCanton | 120\nMorton | 90": "Town | Arrests\nCanton | 120\nMorton | 90",
    "The sea rolls in,\nthe wind is cold,\nand forty men\nlie in the hold.": "The sea rolls in,\nthe wind is cold,\nand forty men\nlie in the hold.",
    "# Raid\n\nAgents came.": "Raid\nAgents came.",
    # furniture
    "top of page\n1 view0 comments\nAgents came.": "Agents came.",
    "Agents came.\nRead more: 12 things to know\nThey left.": "Agents came.\nThey left.",
    "Agents came.\nPhoto: Ann Low/Harbor Record\nThey left.": "Agents came.\nThey left.",
    "Agents came.\nSign up for our newsletter today\nThey left.": "Agents came.\nThey left.",
    "We use cookies to make this site better.\nAgents came.": "Agents came.",
    "Facebook Twitter WhatsApp\nAgents came.": "Agents came.",
    # what only looks like it
    "Photos show 40 workers led away.": "Photos show 40 workers led away.",
    "Sign up for the hearings began on Monday.": "Sign up for the hearings began on Monday.",
    "More than 40 were held.": "More than 40 were held.",
    # marks
    r"It paid \$1.5 million.": "It paid $1.5 million.",
    "They held **40** of the [workers](https://a.example/77).[3]": "They held 40 of the workers .",
    "> They held `40` men.": "They held 40 men.",
    "1. Agents came.\n2. They left.": "Agents came.\nThey left.",
    "They left on May\n12. Nobody stayed.": "They left on May\n12. Nobody stayed.",
    "| Town | Arrests |\n|---|---:|\n| Canton | 120 |": "Town | Arrests\nCanton | 120",
    "Smith &amp; Sons don&#8217;t say &quot;680&quot;&nbsp;men.": 'Smith & Sons don’t say "680" men.',
    "The R&D; office": "The R&D; office",
    # mojibake
    "They donâ€™t say â€œ680â€\x9d.": "They don’t say “680” .",
    "They say â€œ680â€ and go.": "They say “680” and go.",
    "JosÃ© GutiÃ©rrez paid Â£3 â€” 1Â½ a head.Â  He left.": "José Gutiérrez paid £3 — 1½ a head. He left.",
    "JosÃ© in Latin-1: donâ\x80\x99t": "José in Latin-1: don’t",
    "Ð\x98Ð²Ð°Ð½ left.": "Иван left.",
    "A Manhã e São João, AMANHÃ” e “café…” à Âncora": "A Manhã e São João, AMANHÃ” e “café…” à Âncora",
    # letters
    "\uff16\uff18\uff10\xa0men ar\u200brested 1\ufe0f\u20e3 \U0001f44d\U0001f3fd \U0001f1fa\U0001f1f8.": "680 men arrested .",
}


@pytest.mark.parametrize("text", MENDED)
def test_what_is_read(text: str):
    assert len(view(text)) == len(text)
    assert words(text) == MENDED[text]


def test_room_is_left_before_opening_and_behind_closing_marks():
    assert view("said â€œ680â€\x9d now") == "said   “680”   now"
    assert view("JosÃ©â€™s 40") == f"José’s{FILL * 3} 40"


def test_heads_that_run_over_all_pages_are_no_part_of_sentences():
    page = "Agents came to the cannery at dawn, closed its gates and led away\nthe men and women of the early shift to a bus that waited in the\n\n"
    text = "".join(f"{page}The Evening Echo  {k}\n\n" for k in (12, 13, 14)) + "yard."
    assert "Echo" not in view(text)
    assert "waited in the Agents" in words(text)
    assert "waited in the yard." in words(text)


@given(
    st.text(
        alphabet=st.sampled_from("aZ9 .,-\n\t\f*_#>[]()|`~&;$\\é’“”—\xad\xa0\u200b\ufb01âÃ€™œÂ@:1\ufe0f\u20e3"),
        max_size=200,
    )
)
def test_any_text_has_a_view_as_long_with_its_line_breaks_or_spaces(text: str):
    seen = view(text)
    assert len(seen) == len(text)
    assert all(b == "\n" or b.isspace() or not b.isspace() for b in seen)
    assert seen.count("\n") <= text.count("\n")


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_report_has_a_view_as_long(name: str):
    for k, report in enumerate(sample_reports()):
        text = DAMAGES[name](report.text, k)
        assert len(view(text)) == len(text)


@pytest.mark.parametrize(
    "piece", [" ", "\n", "*", "*a ", "[", "ab-\n", "word\n", "&amp;", "@a ", "AB ", "Ã©", "| a ", "12\n", "- ", " |--"]
)
def test_no_text_takes_long(piece: str):
    text = piece * (60_000 // len(piece))
    start = time.process_time()
    view(text)
    assert time.process_time() - start < 3

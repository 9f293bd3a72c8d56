"""A report's text in pieces: nothing is lost or moved, all marks are where they belong, whatever overlaps and is withheld."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.reviewing.marking import Stretch, pieces

TEXTS = st.text(alphabet="ab \r\n😢é\u2028<&", max_size=60)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Stretch], list[tuple[int, int, str]]]:
    text = draw(TEXTS)
    edge = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(edge, edge), max_size=8))
    kinds = st.sampled_from(["claim", "content", "cue", "source"])
    stretches = [Stretch(min(s), max(s), draw(kinds), k) for k, s in enumerate(spans)]
    cuts, at = [], 0
    for length in draw(st.lists(st.integers(1, 6), max_size=3)):
        start = at + draw(st.integers(1, 5))
        if start + length <= len(text):
            cuts.append((start, start + length, "[withheld]"))
        at = start + length
    return text, stretches, cuts


@given(marked())
def test_pieces_follow_on_each_other_and_hold_the_text(
    case: tuple[str, list[Stretch], list[tuple[int, int, str]]],
) -> None:
    text, stretches, cuts = case
    found = pieces(text, stretches, cuts)
    assert [p.start for p in found] == [0, *(p.end for p in found)][: len(found)]
    assert (found[-1].end if found else 0) == len(text)
    hidden = {(s, e) for s, e, _ in cuts}
    for p in found:
        own = text[p.start : p.end]
        if p.withheld:
            assert (p.start, p.end) in hidden
            assert p.shown == "[withheld]"
        else:
            # a browser makes one line feed of each carriage return, with or without a line feed behind it
            assert p.shown == ("\n" if own.startswith("\r") else own)
            assert "\r" not in p.shown
    assert {(p.start, p.end) for p in found if p.withheld} == hidden


@given(marked())
def test_every_mark_is_where_it_belongs(case: tuple[str, list[Stretch], list[tuple[int, int, str]]]) -> None:
    text, stretches, cuts = case
    found = pieces(text, stretches, cuts)
    for s in stretches:
        if s.start == s.end:
            continue
        own = [p for p in found if s.number in (p.claims if s.kind == "claim" else p.said) and s.kind in p.kinds]
        assert own
        assert own[0].start <= s.start
        assert s.end <= own[-1].end
        if s.kind == "claim":
            assert [p for p in found if s.number in p.opens] == own[:1]

"""What the sift loses is counted: nothing as it is, and each claim of a sentence that it were to leave out."""

from __future__ import annotations

import pytest

from sayso.benching.losses import losses
from sayso.codebook.loading import lexicon
from sayso.reading.reader import Reader
from tests.factories import report


def test_nothing_is_lost() -> None:
    assert set(losses([report()], Reader(lexicon())).values()) == {0}


def test_a_sift_that_leaves_out_figures_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(lexicon())
    monkeypatch.setattr(reader.sift, "sift", lambda *_: [])
    assert losses([report()], reader)["claims lost"] == 1

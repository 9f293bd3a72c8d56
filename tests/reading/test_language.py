"""Trees and names are those of the language model itself, however they are made."""

from __future__ import annotations

import pytest
import spacy

from sayso.codebook.loading import lexicon
from sayso.reading.language import MODEL, language_model
from sayso.reading.reader import Reader
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

"""The reading as a component of spaCy pipelines: a Doc is given its claims, mentions and statements, and spans of figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from sayso.codebook.lexicon import Lexicon
from sayso.codebook.loading import lexicon
from sayso.model.claim import Claim
from sayso.model.mention import Mention
from sayso.model.report import Report
from sayso.model.statement import Statement
from sayso.reading.reader import Reader

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

NAME = "sayso"
SPANS_KEY = "sayso_figures"
# what may be told of a doc's report; its text is the doc's own
_FACTS = ("id", "title", "url", "publisher", "carried_by", "author", "published", "updated")
_LARGEST = 2**63 - 1

Describe = Callable[[Report, Lexicon], Report]
Factory = Callable[..., "Component"]


@dataclass(frozen=True, slots=True)
class Readings:
    """What was read in a doc; all offsets are those of `doc.text`."""

    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]


class Component:
    """Reads each doc's text as `sayso.read` does; it needs no other component and changes none of their annotations.

    `doc._.sayso` holds the readings, `doc.spans["sayso_figures"]` the figures, labelled with their measures, and
    `span._.sayso_claim` the claim of such a span. What is known of a doc's report, foremost the day that it was
    published, is told by `doc._.sayso_report` or as the context of `nlp.pipe(..., as_tuples=True)`.
    """

    def __init__(
        self, name: str, describe: Describe, codebooks: Iterable[str], published: str | None, spans_key: str
    ) -> None:
        self.name = name
        self.describe = describe
        self.codebooks = tuple(codebooks)
        self.published = published
        self.spans_key = spans_key
        self._reader: Reader | None = None
        # a codebook that is not there is told when the component is added, not at the first doc
        lexicon(self.codebooks)
        _extend()

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its readings."""
        facts: dict[str, Any] = {"id": "text", "published": self.published, **self._facts(doc)}
        report = Report(text=doc.text, **facts)
        found = self.reader.read(self.describe(report, self.reader.lexicon))
        doc.user_data[NAME] = {
            "claims": [_plain(c.row()) for c in found.claims],
            "mentions": [_plain(m.row()) for m in found.mentions],
            "statements": [_plain(asdict(s)) for s in found.statements],
        }
        spans = [
            doc.char_span(c.start, c.end, label=c.measure or "", span_id=c.id, alignment_mode="expand")
            for c in found.claims
        ]
        doc.spans[self.spans_key] = [span for span in spans if span is not None]
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:  # noqa: ARG002 - as spaCy calls it
        """The docs with their readings, one after the other: no doc's reading hangs on another's."""
        yield from map(self, stream)

    @property
    def reader(self) -> Reader:
        """The reader, made when the first doc comes."""
        if self._reader is None:
            self._reader = Reader(lexicon(self.codebooks))
        return self._reader

    def __getstate__(self) -> dict[str, Any]:
        """Without the reader: processes that are started make their own."""
        return {**self.__dict__, "_reader": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        _extend()

    def _facts(self, doc: Doc) -> dict[str, str]:
        """What is told of the doc's report, by its own attribute before the context that it came with."""
        told: dict[str, str] = {}
        for source in (getattr(doc, "_context", None), doc._.sayso_report):
            if isinstance(source, Mapping):
                told |= {k: str(source[k]) for k in _FACTS if source.get(k) is not None}
        return told


def register(describe: Describe) -> Factory:
    """Make the factory `sayso` known to spaCy; `describe` completes a report by what its text says of it."""
    from spacy.language import Language

    def make(
        nlp: Language,  # noqa: ARG001 - as spaCy calls it
        name: str,
        codebooks: list[str],
        published: str | None,
        spans_key: str,
    ) -> Component:
        return Component(name, describe, codebooks, published, spans_key)

    settings: dict[str, Any] = {"codebooks": [], "published": None, "spans_key": SPANS_KEY}
    made: Factory = Language.factory(NAME, default_config=settings, assigns=["doc._.sayso", "doc.spans"], func=make)
    return made


def _extend() -> None:
    """The attributes of docs and spans; made again they stay what they are."""
    from spacy.tokens import Doc, Span

    for thing, name, kinds in (
        (Doc, "sayso", {"getter": _readings}),
        (Doc, "sayso_report", {"default": None}),
        (Span, "sayso_claim", {"getter": _claim}),
    ):
        if not thing.has_extension(name):
            thing.set_extension(name, **kinds)


def _readings(doc: Doc) -> Readings | None:
    """The readings of a doc, from rows that travel with it; None where the component has not seen it."""
    rows = doc.user_data.get(NAME)
    if rows is None:
        return None
    return Readings(
        tuple(Claim.from_row(row) for row in rows["claims"]),
        tuple(Mention.from_row(row) for row in rows["mentions"]),
        tuple(_statement(row) for row in rows["statements"]),
    )


def _claim(span: Span) -> Claim | None:
    """The claim of a span of `doc.spans["sayso_figures"]`."""
    rows = (span.doc.user_data.get(NAME) or {}).get("claims", ())
    return next((Claim.from_row(row) for row in rows if row["id"] == span.id_), None)


def _statement(row: Mapping[str, Any]) -> Statement:
    spans = {name: tuple((s, e) for s, e in row[name]) for name in ("source", "cue", "content")}
    known = {f.name: row[f.name] for f in fields(Statement)}
    return Statement(**{**known, **spans})


def _plain(value: Any) -> Any:
    """A row as values that every format of spaCy can hold: lists for tuples, a float for a whole number beyond 64 bits."""
    if isinstance(value, Mapping):
        return {key: _plain(v) for key, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return float(value) if isinstance(value, int) and abs(value) > _LARGEST else value

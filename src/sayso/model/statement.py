"""A statement: who says what in a report, by which words, directly or in paraphrase, in which medium."""

from __future__ import annotations

from dataclasses import dataclass

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution; spans are code points into the report's text, end exclusive.

    `speaker` is None where nobody is named ("it has been reported"); `directness` is direct or indirect;
    `via` is through whom it reached the report ("told CNN"); `posted` the day of an embedded post.
    """

    source: Spans
    cue: Spans
    content: Spans
    speaker: str | None
    role: str | None
    directness: str
    medium: str
    via: str | None = None
    posted: str | None = None

    def row(self, report: str) -> dict[str, object]:
        """The statement as one row of the layer `speech`."""
        return {
            "schema": 1,
            "report": report,
            "source": [list(s) for s in self.source],
            "cue": [list(s) for s in self.cue],
            "content": [list(s) for s in self.content],
            "speaker": self.speaker,
            "speaker_role": self.role,
            "directness": self.directness,
            "medium": self.medium,
            "via": self.via,
        }

    def covers(self, start: int, end: int) -> bool:
        """Whether a stretch of text lies in the content."""
        return any(s <= start and end <= e for s, e in self.content)

    @property
    def size(self) -> int:
        """Characters of content: of two statements round one word the smaller is the nearer."""
        return sum(e - s for s, e in self.content)

"""The tables of a ledger; whatever has a shape of its own is kept as JSON beside the columns it is found by."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

metadata = MetaData()

meta = Table("meta", metadata, Column("name", String, primary_key=True), Column("value", Text, nullable=False))

# Every codebook, model and program version that ever read a report of this ledger.
versions = Table(
    "versions",
    metadata,
    Column("kind", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("version", String, primary_key=True),
    Column("since", String, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("key", String, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("given_id", String, nullable=False),
    Column("source", Text, nullable=False, index=True),
    Column("text_hash", String, nullable=False),
    Column("title", Text),
    Column("url", Text),
    Column("publisher", Text),
    Column("carried_by", Text),
    Column("author", Text),
    Column("published", String),
    Column("updated", String),
    Column("fetched", String),
    Column("published_by", String),
    Column("language", String),
    Column("path", Text),
    Column("notes", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("read_with", String, nullable=False),
    Column("added_at", String, nullable=False),
    Column("version_of", String),
    Column("speaks", Boolean, nullable=False),
    Column("original", String, index=True),
)

# The files that reports came in, packed: with where one came from first, and when.
originals = Table(
    "originals",
    metadata,
    Column("hash", String, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    Column("place", Text, nullable=False),
    Column("seen_at", String, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("id", String, primary_key=True),
    Column("report_key", String, ForeignKey("reports.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("mention", String, index=True),
    Column("measure", String, index=True),
    Column("scope", String, nullable=False),
    Column("best", Float),
    Column("row", Text, nullable=False),
    # as it was read, where persons corrected it; empty where they added it
    Column("reading", Text),
)

mentions = Table(
    "mentions",
    metadata,
    Column("id", String, primary_key=True),
    Column("report_key", String, ForeignKey("reports.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("incident", String, index=True),
    Column("pending", Boolean, nullable=False, index=True),
    Column("row", Text, nullable=False),
)

# Keys by which mentions become candidates; and the pairs that were compared and may be one event.
mention_keys = Table(
    "mention_keys",
    metadata,
    Column("key", String, primary_key=True),
    Column("mention", String, ForeignKey("mentions.id", ondelete="CASCADE"), primary_key=True, index=True),
)
pairs = Table(
    "pairs",
    metadata,
    Column("a", String, ForeignKey("mentions.id", ondelete="CASCADE"), primary_key=True),
    Column("b", String, ForeignKey("mentions.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("score", Integer, nullable=False),
    Column("reasons", Text, nullable=False),
)

# The words of each report, folded, with how often they stand there: the same search on every database.
words = Table(
    "words",
    metadata,
    Column("word", String, primary_key=True),
    Column("report_key", String, ForeignKey("reports.key", ondelete="CASCADE"), primary_key=True, index=True),
    Column("count", Integer, nullable=False),
)

# Of which places, folded, and measures a report tells figures; either may be empty.
told = Table(
    "told",
    metadata,
    Column("place", String, primary_key=True),
    Column("measure", String, primary_key=True, index=True),
    Column("report_key", String, ForeignKey("reports.key", ondelete="CASCADE"), primary_key=True, index=True),
)

# What was erased: no more than a mark by which it is known if it comes again.
tombstones = Table(
    "tombstones",
    metadata,
    Column("key", String, primary_key=True),
    Column("at", String, nullable=False),
    Column("reason", Text, nullable=False),
)

statements = Table(
    "statements",
    metadata,
    Column("report_key", String, ForeignKey("reports.key", ondelete="CASCADE"), primary_key=True),
    Column("rows", Text, nullable=False),
)
names = Table(
    "names",
    metadata,
    Column("report_key", String, ForeignKey("reports.key", ondelete="CASCADE"), primary_key=True),
    Column("rows", Text, nullable=False),
)

copy_bands = Table(
    "copy_bands",
    metadata,
    Column("band", String, primary_key=True),
    Column("report_key", String, ForeignKey("reports.key", ondelete="CASCADE"), primary_key=True, index=True),
)
copies = Table(
    "copies",
    metadata,
    Column("a", String, ForeignKey("reports.key", ondelete="CASCADE"), primary_key=True),
    Column("b", String, ForeignKey("reports.key", ondelete="CASCADE"), primary_key=True, index=True),
    Column("similarity", Float, nullable=False),
)

# An incident keeps its row when it is merged away: `redirect` then names the one that stayed.
incidents = Table(
    "incidents",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("redirect", String),
    Column("row", Text, nullable=False),
)
tasks = Table(
    "tasks",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String, nullable=False),
    Column("incident", String, nullable=False, index=True),
    Column("subject", String, nullable=False),
    Column("detail", Text, nullable=False),
    Column("open", Boolean, nullable=False),
    # whether what is wrong is still found: people may have settled it all the same
    Column("found", Boolean, nullable=False, server_default=text("FALSE")),
)
# What people ruled. `id` is the same in every ledger; `payload` what the kind of decision needs, as JSON.
decisions = Table(
    "decisions",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("payload", Text, nullable=False),
)
# The words of reports that decisions hang on, and what they are attached to since the last reading.
anchors = Table(
    "anchors",
    metadata,
    Column("decision", String, ForeignKey("decisions.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("what", String, nullable=False),
    Column("role", String, nullable=False),
    Column("report_key", String, nullable=False, index=True),
    Column("source", String, nullable=False, index=True),
    Column("report", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("attached", String, index=True),
    Column("called", String),
)
changes = Table(
    "changes",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("at", String, nullable=False, index=True),
    Column("incident", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("detail", Text, nullable=False),
)
# What lists of incidents are filtered and sorted by, taken from their rows; figures and places have rows of their own.
listed = Table(
    "listed",
    metadata,
    Column("incident", String, primary_key=True),
    Column("type", String, nullable=False, index=True),
    Column("start", String, index=True),
    Column("end", String),
    Column("whole", Boolean, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
)
listed_figures = Table(
    "listed_figures",
    metadata,
    Column("incident", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("measure", String, nullable=False, index=True),
    Column("verdict", String, nullable=False, index=True),
    Column("origins", Integer, nullable=False),
)
listed_places = Table(
    "listed_places",
    metadata,
    Column("place", String, primary_key=True),
    Column("incident", String, primary_key=True, index=True),
)

# People who may log in to review; of their passwords no more than a hash.
accounts = Table(
    "accounts",
    metadata,
    Column("name", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("password", Text, nullable=False),
    Column("made_at", String, nullable=False),
)

Index("tasks_subject", tasks.c.incident, tasks.c.kind, tasks.c.subject, unique=True)

"""The tables of a project database."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    false,
)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    },
)

SETTING = Table("setting", METADATA, Column("key", String, primary_key=True), Column("value", String, nullable=False))

DOCUMENT = Table(
    "document",
    METADATA,
    Column("id", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("path", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("case_name", String, nullable=False),
    Column("wave", String, nullable=False),
    Column("date", String, nullable=False),
    Column("status", String, nullable=False),
    Column("language", String, nullable=False),
    Column("attributes", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("roles", JSON, nullable=False),
    Column("participants", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("replaces", String, nullable=False),
    Column("state", String, nullable=False),
    Column("names_reviewed", Boolean, nullable=False),
    Column("characters", Integer, nullable=False, server_default="0"),
    Column("guessed", String, nullable=False, server_default=""),
    # Known without reading the texts: they lie before it in the row, and would be read all.
    Index(None, "id", "characters", "guessed"),
)

SEGMENT = Table(
    "segment",
    METADATA,
    Column("document", String, ForeignKey("document.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("label", String, nullable=False),
    Column("focus", String, nullable=False),
    Column("moderator", Boolean, nullable=False),
)

HIT = Table(
    "hit",
    METADATA,
    Column("id", String, primary_key=True),
    Column("document", String, ForeignKey("document.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("type", String, nullable=False),
    Column("replacement", String, nullable=False),
    Column("rule", String, nullable=False),
    Column("vault_id", String, nullable=False),
    Column("doubt", Boolean, nullable=False),
    Column("review", String, nullable=False),
    Index(None, "document"),
)

SUGGESTION = Table(
    "suggestion",
    METADATA,
    Column("id", String, primary_key=True),
    Column("document", String, ForeignKey("document.id"), nullable=False),
    Column("code", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("status", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("indicator", String, nullable=False),
    Column("rule", String, nullable=False),
    Column("matched", JSON, nullable=False),
    Column("cues", JSON, nullable=False),
    Column("corrects", Boolean, nullable=False),
    Index(None, "document", "code"),
)

DECISION = Table(
    "decision",
    METADATA,
    Column("suggestion", String, primary_key=True),
    Column("document", String, ForeignKey("document.id"), nullable=False),
    Column("verdict", String, nullable=False),
    Column("coding", String, nullable=False),
    Column("coder", String, nullable=False),
    # What was decided, so that it is known when the engine no longer suggests it; "" for decisions older than these columns.
    Column("code", String, nullable=False, server_default=""),
    Column("start", Integer, nullable=False, server_default="0"),
    Column("end", Integer, nullable=False, server_default="0"),
    Column("status", String, nullable=False, server_default=""),
    Index(None, "document"),
)

CODING = Table(
    "coding",
    METADATA,
    Column("id", String, primary_key=True),
    Column("document", String, ForeignKey("document.id"), nullable=False),
    Column("code", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("status", String, nullable=False),
    Column("coder", String, nullable=False),
    Column("origin", String, nullable=False),
    Column("corrects", Boolean, nullable=False),
    Column("score", Float, nullable=False),
    # All that a matrix adds up: it is made without reading the table.
    Index(None, "document", "code", "status", "corrects", "score"),
)

TALLY = Table(
    "tally",
    METADATA,
    # What a matrix adds up of codings and of suggestions that nobody has decided; kept by ``kept_tallies``, never written otherwise.
    Column("document", String, primary_key=True),
    Column("code", String, primary_key=True),
    Column("status", String, primary_key=True),
    Column("corrects", Boolean, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("score", Float, nullable=False),
    sqlite_with_rowid=False,
)

THEME_TALLY = Table(
    "theme_tally",
    METADATA,
    Column("document", String, primary_key=True),
    Column("theme", String, primary_key=True),
    Column("number", Integer, nullable=False),
    sqlite_with_rowid=False,
)

STALE_TALLY = Table(
    "stale_tally",
    METADATA,
    # What is to be counted anew: triggers of the database itself mark it.
    Column("document", String, primary_key=True),
    Column("code", String, primary_key=True),
    sqlite_with_rowid=False,
)

JUDGEMENT = Table(
    "judgement",
    METADATA,
    Column("id", String, primary_key=True),
    Column("case_name", String, nullable=False),
    Column("wave", String, nullable=False),
    Column("code", String, nullable=False),
    Column("status", String, nullable=False),
    Column("coder", String, nullable=False),
    Column("summary", Text, nullable=False),
    Column("step", Integer, nullable=False),
    # When it was made, and whether as a whole matrix was proposed: what a judgement restored from elsewhere cannot ask its step.
    Column("at", String, nullable=False, server_default=""),
    Column("as_proposed", Boolean, nullable=False, server_default=false()),
    # Of a consensus: why, and who recorded it. They follow the judgement into other projects and under other codes, as its step cannot.
    Column("reason", Text, nullable=False, server_default=""),
    Column("recorder", String, nullable=False, server_default=""),
    Index(None, "wave", "code"),
)

MEMO = Table(
    "memo",
    METADATA,
    Column("id", String, primary_key=True),
    Column("target", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("coder", String, nullable=False),
    Index(None, "target"),
)

READING = Table(
    "reading",
    METADATA,
    Column("id", String, primary_key=True),
    Column("document", String, ForeignKey("document.id"), nullable=False),
    Column("coder", String, nullable=False),
)

PLACEMENT = Table(
    "placement",
    METADATA,
    # The id of the coding that waits for this place.
    Column("id", String, primary_key=True),
    Column("document", String, ForeignKey("document.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", String, nullable=False),
    Index(None, "document"),
)

STEP = Table(
    "step",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("coder", String, nullable=False),
    Column("action", String, nullable=False),
    Column("about", JSON, nullable=False),
    Column("state", String, nullable=False),
    Index(None, "coder", "state"),
)

EVENT = Table(
    "event",
    METADATA,
    Column("step", Integer, ForeignKey("step.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("row", String, nullable=False),
    Column("key", String, nullable=False),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
)

LEDGERED: dict[str, Table] = {t.name: t for t in (DOCUMENT, HIT, DECISION, CODING, JUDGEMENT, MEMO, READING, PLACEMENT)}
"""The tables whose rows change only through the ledger, each with one text key as its first column."""

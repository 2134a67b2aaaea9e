"""What version 2 of a corpus file has beside the tables of version 1: those of the review."""

from __future__ import annotations

_TALLY = """CREATE {}TABLE tally (
  document INTEGER NOT NULL,
  annotator TEXT NOT NULL,
  incomplete INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  PRIMARY KEY (document, annotator)
) STRICT, WITHOUT ROWID"""
_ROUND = """CREATE {}TABLE round (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT"""
_DECISION = """CREATE {}TABLE decision (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  document INTEGER NOT NULL{},
  annotator TEXT NOT NULL{},
  kind TEXT NOT NULL,
  answer TEXT NOT NULL,
  body TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT"""

TABLES_OF_2 = (
    _ROUND.format(""),
    _DECISION.format(
        "",
        " REFERENCES document (id) ON DELETE RESTRICT",
        " REFERENCES annotator (key) ON DELETE RESTRICT",
    ),
    "CREATE INDEX decision_by_document ON decision (document)",
    "DROP TABLE tally",
    _TALLY.format(""),
)
"""The statements that make version 2 of version 1.

A tally is derived and is counted anew. In it the annotator "" stands for all together: a document
without that row was not counted yet.
"""

STAND_INS = tuple(text.format("TEMP ", "", "") for text in (_ROUND, _DECISION, _TALLY))
"""Make empty tables for what a file of version 1 lacks that is only read."""

"""The tables of a corpus file of version 1, and what tells a file of ours from others."""

from __future__ import annotations

import re
from typing import Any

from annotator.store.rows.schema_2 import TABLES_OF_2

APPLICATION_ID = 0x414E4F54
"""Bytes 68 to 71 of every corpus file: "ANOT"."""

VERSION = 2
"""`user_version` of the newest corpus file that this program makes."""

SCHEME_PARTS = (
    ("guideline", "guidelines"),
    ("layer", "layers"),
    ("tagset", "tagsets"),
    ("relation_type", "relation_types"),
    ("rule", "rules"),
    ("metadata_key", "metadata_keys"),
    ("entity_kind", "entity_kinds"),
    ("segment_role", "segment_roles"),
    ("built_in_entity", "built_in_entities"),
)
"""Table and attribute of each kind of part of a scheme; features and tags have an owner."""

_PART = """CREATE TABLE {name} (
  id INTEGER PRIMARY KEY,
  owner TEXT NOT NULL,
  position INTEGER NOT NULL,
  key TEXT NOT NULL,
  body TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT"""

TABLES = (
    "CREATE TABLE sequence (noun TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT",
    "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """CREATE TABLE scheme (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  body TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT""",
    *(_PART.format(name=name) for name, _ in SCHEME_PARTS),
    _PART.format(name="feature"),
    _PART.format(name="tag"),
    """CREATE TABLE annotator (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'machine', 'adjudicated')),
  body TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE entity (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  letter TEXT,
  represents TEXT,
  parent TEXT,
  body TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  source_id TEXT,
  file TEXT,
  metadata TEXT NOT NULL,
  source TEXT NOT NULL,
  extra TEXT,
  length INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT""",
    "CREATE INDEX document_by_hash ON document (sha256)",
    "CREATE INDEX document_by_source ON document (source_id)",
    "CREATE INDEX document_by_position ON document (position)",
    """CREATE TABLE revision (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE RESTRICT,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  made TEXT,
  reason TEXT,
  lost TEXT,
  extra TEXT,
  checksum INTEGER NOT NULL,
  UNIQUE (document, number)
) STRICT""",
    """CREATE TABLE segment (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE RESTRICT,
  position INTEGER NOT NULL,
  key TEXT NOT NULL,
  begin INTEGER NOT NULL CHECK (begin >= 0),
  end INTEGER NOT NULL,
  role TEXT NOT NULL,
  annotate INTEGER NOT NULL,
  duplicate_of TEXT,
  parent TEXT,
  keys TEXT NOT NULL,
  extra TEXT,
  checksum INTEGER NOT NULL,
  CHECK (end >= begin)
) STRICT""",
    "CREATE INDEX segment_by_document ON segment (document, position)",
    """CREATE TABLE token (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL UNIQUE REFERENCES document (id) ON DELETE RESTRICT,
  tokenizer TEXT NOT NULL,
  body BLOB NOT NULL,
  checksum INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE annotation (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE RESTRICT,
  layer TEXT NOT NULL,
  annotator TEXT NOT NULL REFERENCES annotator (key) ON DELETE RESTRICT,
  begin INTEGER,
  end INTEGER,
  spans TEXT,
  segments TEXT,
  quote TEXT NOT NULL,
  features TEXT NOT NULL,
  confidence TEXT NOT NULL,
  origin TEXT NOT NULL,
  origin_detail TEXT,
  state TEXT NOT NULL,
  source_id TEXT,
  made TEXT,
  changed TEXT,
  extra TEXT,
  checksum INTEGER NOT NULL,
  CHECK ((begin IS NULL) = (end IS NULL)),
  CHECK (begin IS NULL OR (begin >= 0 AND end >= begin))
) STRICT""",
    """CREATE TABLE relation (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE RESTRICT,
  type TEXT NOT NULL,
  annotator TEXT NOT NULL REFERENCES annotator (key) ON DELETE RESTRICT,
  from_annotation INTEGER NOT NULL REFERENCES annotation (id) ON DELETE RESTRICT,
  to_annotation INTEGER REFERENCES annotation (id) ON DELETE RESTRICT,
  to_entity TEXT,
  features TEXT NOT NULL,
  confidence TEXT NOT NULL,
  origin TEXT NOT NULL,
  origin_detail TEXT,
  state TEXT NOT NULL,
  source_id TEXT,
  made TEXT,
  changed TEXT,
  extra TEXT,
  checksum INTEGER NOT NULL,
  CHECK ((to_annotation IS NULL) <> (to_entity IS NULL))
) STRICT""",
    "CREATE INDEX relation_by_document ON relation (document)",
    "CREATE INDEX relation_by_start ON relation (from_annotation)",
    "CREATE INDEX relation_by_end ON relation (to_annotation) WHERE to_annotation IS NOT NULL",
    """CREATE TABLE comment (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  document INTEGER REFERENCES document (id) ON DELETE RESTRICT,
  annotator TEXT NOT NULL REFERENCES annotator (key) ON DELETE RESTRICT,
  anchor TEXT NOT NULL CHECK (anchor IN ('document', 'spans', 'annotation', 'relation', 'entity')),
  target TEXT,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  thread TEXT,
  source_id TEXT,
  body TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT""",
    "CREATE INDEX comment_by_document ON comment (document)",
    "CREATE INDEX comment_by_target ON comment (target) WHERE target IS NOT NULL",
    """CREATE TABLE assignment (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE RESTRICT,
  annotator TEXT NOT NULL REFERENCES annotator (key) ON DELETE RESTRICT,
  state TEXT NOT NULL CHECK (state IN ('new', 'in_progress', 'finished', 'ignored')),
  reason TEXT,
  extra TEXT,
  checksum INTEGER NOT NULL,
  UNIQUE (document, annotator)
) STRICT""",
    """CREATE TABLE document_set (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE document_relation (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  from_document INTEGER NOT NULL REFERENCES document (id) ON DELETE RESTRICT,
  to_document INTEGER NOT NULL REFERENCES document (id) ON DELETE RESTRICT,
  note TEXT,
  extra TEXT,
  checksum INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE step (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  annotator TEXT,
  made TEXT NOT NULL,
  data TEXT NOT NULL,
  count INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped'))
) STRICT""",
    "CREATE INDEX step_undone ON step (number) WHERE state = 'undone'",
    """CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  step INTEGER NOT NULL REFERENCES step (number) ON DELETE RESTRICT,
  noun TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('inserted', 'updated', 'deleted')),
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  image BLOB
) STRICT""",
    "CREATE INDEX change_by_step ON change (step)",
    "CREATE TABLE past (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT",
    """CREATE TABLE digest (
  document INTEGER PRIMARY KEY,
  rows INTEGER NOT NULL,
  total INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE tally (
  document INTEGER PRIMARY KEY,
  incomplete INTEGER NOT NULL,
  errors INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE alias (
  entity INTEGER NOT NULL,
  folded TEXT NOT NULL
) STRICT""",
    "CREATE INDEX alias_by_text ON alias (folded)",
    """CREATE VIRTUAL TABLE search USING fts5 (
  name, text, content='', tokenize='unicode61 remove_diacritics 2'
)""",
)

LONG = 1024
"""Characters from which on an annotation is also found in an index of long ones."""

BULK_INDEXES = {
    "annotation_by_key": "CREATE UNIQUE INDEX annotation_by_key ON annotation (key)",
    "annotation_by_place": "CREATE INDEX annotation_by_place ON annotation (document, begin, end)",
    "annotation_long": "CREATE INDEX annotation_long ON annotation (document, begin, end) "
    f"WHERE end - begin >= {LONG}",
    "annotation_by_layer": "CREATE INDEX annotation_by_layer ON annotation (layer)",
    "annotation_by_source": "CREATE UNIQUE INDEX annotation_by_source "
    "ON annotation (document, annotator, source_id) WHERE source_id IS NOT NULL",
}
"""Indexes that a bulk edit of an empty corpus makes at its end, within its transaction."""


_OF_LIBRARIES = {
    "_sqlite_migrations": "table",
    "idx__sqlite_migrations_migration_set_name": "index",
    "sqlite_sequence": "table",
    "sqlite_stat1": "table",
}
"""What SQLite and sqlite_utils make for themselves, in words that change with their versions."""
_COMPUTED = re.compile(r"\b(?:AS|CHECK|DEFAULT|GENERATED|WHERE|COLLATE|VIRTUAL)\b", re.IGNORECASE)
_KEYS = re.compile(r"\b(?:PRIMARY KEY|UNIQUE)\s*\(", re.IGNORECASE)
_OBJECTS = "SELECT type, name, sql FROM sqlite_master"


def strange_objects(connection: Any, fresh: Any) -> list[str]:
    """Return the names of tables, indexes, triggers and views that `fresh` does not have.

    If `fresh` is empty, it gets the tables of this version to compare with.
    """
    if fresh.execute("SELECT 1 FROM sqlite_master").fetchone() is None:
        for statement in (*TABLES, *BULK_INDEXES.values(), *TABLES_OF_2):
            fresh.execute(statement)
    known = set(fresh.execute(_OBJECTS).fetchall())
    found = connection.execute(_OBJECTS).fetchall()
    # In a damaged file a name may be no text.
    return sorted(str(row[1]) for row in found if row not in known and not _is_of_library(*row))


def _is_of_library(kind: Any, name: Any, sql: Any) -> bool:
    """Say whether an object is a library's own: of that kind, and nothing in it is computed."""
    is_told = isinstance(sql, str) and sql != ""
    if _OF_LIBRARIES.get(name) != kind or not is_told or _COMPUTED.search(sql):
        return False
    columns = _KEYS.sub("", sql.partition("(")[2])
    return "(" not in columns

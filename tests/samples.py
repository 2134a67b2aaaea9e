"""A corpus of the samples, made once for many tests and copied for each."""

from __future__ import annotations

from pathlib import Path

from annotator.operations.exporting.demo import sample_files
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, scheme_named
from annotator.store.store import Store


def make_samples(path: Path) -> Store:
    """Make a corpus of all samples and leave it open."""
    store = new_corpus(path, scheme=scheme_named(None))
    report = import_files(store, sample_files())
    assert not report.refused
    return store


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table that edits write, but the history."""
    from annotator.store.rows.tables import COLUMNS

    connection = store._connection
    return {
        table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
        for table in COLUMNS
    }

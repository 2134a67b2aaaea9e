"""Makes a new corpus file: whole, or not at all."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from annotator.model.change import BIRTH
from annotator.model.review import Annotator
from annotator.model.scheme import Scheme
from annotator.store.files.counters import count_commit, name_corpus, now
from annotator.store.history.history import History
from annotator.store.opening.opening import TARGET, connect
from annotator.store.writing.edit import Edit


def make_file(path: Path, scheme: Scheme, annotators: Iterable[Annotator]) -> None:
    """Make a corpus file; sqlite3.Error or OSError leave none.

    Only a whole one gets the name, so that what is broken off leaves no half of a corpus.
    """
    part = path.with_name(f".{path.name}.new")
    try:
        for old in (part, Path(f"{part}-journal")):
            old.unlink(missing_ok=True)
        connection = connect(part)
        try:
            TARGET.make(connection, TARGET.version)
            _begin(connection, scheme, annotators)
        finally:
            connection.close()
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _begin(connection: Any, scheme: Scheme, annotators: Iterable[Annotator]) -> None:
    """Write what a corpus begins with; it is no step that could be taken back."""
    connection.execute("BEGIN IMMEDIATE")
    name_corpus(connection, str(uuid.uuid4()))
    history = History(connection)
    number = history.begin(BIRTH, None, now())
    edit = Edit(connection, number=number, history=history, data={}, bulk=False)
    edit.put(scheme)
    for annotator in annotators:
        edit.put(annotator)
    edit.close()
    history.finish(number, edit.data, edit.count)
    connection.execute("UPDATE step SET state = 'dropped'")
    count_commit(connection)
    connection.execute("COMMIT")

"""Room is told before an import; what clearly cannot fit is refused and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.errors import StoreError
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, scheme_named
from annotator.store.files.room import room_for


def test_texts_and_a_backup_are_counted(tmp_path: Path) -> None:
    corpus = tmp_path / "a.corpus"
    corpus.write_bytes(bytes(1000))
    (tmp_path / "a.txt").write_bytes(bytes(500))
    (tmp_path / "b.docx").write_bytes(bytes(9000))
    room = room_for(corpus, [tmp_path / "a.txt", tmp_path / "b.docx", tmp_path / "none.txt"])
    assert room.needed == 1500
    assert room.is_enough


def test_an_import_that_cannot_fit_is_refused(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        # Nothing but a size: such files take no room themselves.
        file.truncate(1 << 43)
    with new_corpus(tmp_path / "a.corpus", scheme=scheme_named(None)) as store:
        before = store.commits()
        with pytest.raises(StoreError) as caught:
            import_files(store, [huge])
        assert caught.value.code == "too_little_room"
        assert caught.value.data["needed"] >= 1 << 23
        assert store.commits() == before

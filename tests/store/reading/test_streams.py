"""Many documents come with all that belongs to them, however they are cut into portions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.bundle import Bundle
from annotator.store.reading.grouped import annotations_of_group
from annotator.store.reading.queries import Reader
from annotator.store.reading.streams import Portion, portions
from annotator.store.rows.tables import BY_NAME
from annotator.store.store import Store
from tests.samples import make_samples

SELECT = BY_NAME["document"].select


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An open corpus of the samples."""
    with make_samples(tmp_path_factory.mktemp("streams") / "samples.corpus") as store:
        yield store


def gathered(reader: Reader, key: str) -> Bundle:
    """Return a document with all that belongs to it, asked for one by one."""
    return Bundle(
        document=reader.document(key),
        segments=tuple(reader.segments(key)),
        annotations=tuple(reader.annotations(key)),
        relations=tuple(reader.relations(key)),
        comments=tuple(reader.comments(key)),
        tokens=reader.tokens(key),
        assignments=tuple(a for a in reader.assignments() if a.document == key),
        revisions=tuple(reader.revisions(key)),
    )


def test_a_document_brings_all_that_belongs_to_it(store: Store) -> None:
    with store.reader() as reader:
        found = list(reader.bundles())
        assert found == [gathered(reader, b.document.id) for b in found]
        assert [b.document.id for b in found] == [row.id for row in reader.documents()]


@pytest.mark.parametrize("is_apart", [False, True])
@pytest.mark.parametrize("most", [1, 2, 7, 1000])
@pytest.mark.parametrize("order", ["position", "position DESC"])
def test_portions_hold_what_the_documents_hold(
    store: Store, most: int, is_apart: bool, order: str
) -> None:
    with store.reader() as reader:
        rows = reader.connection.execute(f"{SELECT} ORDER BY {order}")
        found = list(portions(reader.connection, rows, most=most, is_apart=is_apart))
        keys = [row[1] for portion in found for row in portion.documents]
        expected = [row.id for row in reader.documents()]
        assert keys == (expected if order == "position" else expected[::-1])
        assert all(len(portion.documents) <= most for portion in found)
        for portion in found:
            for number, key, *_ in portion.documents:
                compare(reader, portion, number, key)


def compare(reader: Reader, portion: Portion, number: int, key: str) -> None:
    whole = gathered(reader, key)
    assert tuple(annotations_of_group(portion.groups[number], key)) == whole.annotations
    assert [r[1] for r in portion.of("relation", number)] == [r.id for r in whole.relations]
    assert [r[3] for r in portion.of("segment", number)] == [s.id for s in whole.segments]
    assert [r[1] for r in portion.of("comment", number)] == [c.id for c in whole.comments]


def test_who_stops_half_way_leaves_the_connection_free(store: Store) -> None:
    with store.reader() as reader:
        rows = reader.connection.execute(f"{SELECT} ORDER BY position")
        some = portions(reader.connection, rows, most=2, is_apart=True)
        next(some)
        some.close()
        assert reader.counts()["document"] > 4


def test_chosen_documents_come_in_the_order_of_the_corpus(store: Store) -> None:
    with store.reader() as reader:
        ids = [row.id for row in reader.documents()]
        found = reader.bundles(documents=[ids[5], "nowhere", ids[0], ids[2]])
        assert [b.document.id for b in found] == [ids[0], ids[2], ids[5]]
        assert list(reader.bundles(documents=())) == []


def test_what_is_not_written_yet_is_read_as_well(tmp_path: Path) -> None:
    """An edit reads through the connection that it writes by, and never beside it."""
    with (
        make_samples(tmp_path / "samples.corpus") as store,
        store.edit("documents.import", annotator=None, bulk=True) as edit,
    ):
        first = next(edit.reader.bundles())
        edit.put_annotations([first.annotations[0]._replace(id="new", source_id=None)])
        again = next(edit.reader.bundles())
        assert len(again.annotations) == len(first.annotations) + 1

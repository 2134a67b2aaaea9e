"""Every kind of repair: what was damaged is right again, and one undo takes the repair back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from annotator.model.entity import Entity
from annotator.model.errors import Cancelled, StoreError
from annotator.model.review import Comment
from annotator.model.wording import step_sentence
from annotator.operations.checking.check import check
from annotator.operations.keeping.corpus import open_corpus, put_annotator
from annotator.operations.keeping.safety import make_backup
from annotator.operations.rescue.repair import (
    RepairReport,
    can_be_repaired,
    open_for_repair,
    repair_corpus,
)
from annotator.store.store import Store
from tests.samples import dump


def sql(store: Store, statement: str, *values: object) -> Any:
    """Write behind the back of the program, as another one would."""
    connection = store._connection
    connection.execute("PRAGMA foreign_keys = 0")
    found = connection.execute(statement, values).fetchall()
    connection.execute("PRAGMA foreign_keys = 1")
    return found


def kinds(report: RepairReport) -> list[str]:
    """Return what kinds of repairs were made."""
    return [repair.kind for repair in report.repairs]


def digests(store: Store) -> Any:
    """Return all digests."""
    return sql(store, "SELECT * FROM digest ORDER BY document")


def test_a_sound_corpus_is_left_alone(samples: Store) -> None:
    before, steps = dump(samples), samples.history()
    report = repair_corpus(samples)
    assert report.repairs == ()
    assert report.left.damage == ()
    assert report.backups == ()
    assert (dump(samples), samples.history()) == (before, steps)


FLIPS: tuple[Callable[[Store], object], ...] = (
    lambda s: sql(s, "UPDATE annotation SET quote = 'Z' || substr(quote, 2) WHERE id = 9"),
    lambda s: sql(s, "UPDATE annotation SET checksum = checksum + 12345 WHERE id = 9"),
    lambda s: sql(s, "UPDATE document SET text = replace(text, 'а', 'о') WHERE id = 2"),
    lambda s: sql(s, "UPDATE comment SET state = 'rubbish' WHERE id = 1"),
)


@pytest.mark.parametrize("flip", FLIPS)
def test_a_changed_row_is_set_right_from_a_backup(
    samples: Store, flip: Callable[[Store], object]
) -> None:
    before, noted = dump(samples), digests(samples)
    make_backup(samples)
    flip(samples)
    assert dump(samples) != before
    report = repair_corpus(samples)
    assert set(kinds(report)) <= {"repair.rows", "repair.search"}
    assert report.left.damage == ()
    assert dump(samples) == before
    assert digests(samples) == noted


def test_a_turned_bit_is_set_right_without_a_backup_and_taken_back(samples: Store) -> None:
    before, noted = dump(samples), digests(samples)
    sql(samples, "UPDATE annotation SET checksum = checksum - 1 WHERE id = 9 AND checksum & 1")
    (text,) = sql(samples, "SELECT text FROM document WHERE id = 3")[0]
    turned = chr(ord(text[40]) ^ 1)
    sql(
        samples,
        "UPDATE document SET text = substr(text, 1, 40) || ? || substr(text, 42) WHERE id = 3",
        turned,
    )
    damaged = dump(samples)
    assert damaged != before
    report = repair_corpus(samples)
    assert "repair.rows" in kinds(report)
    assert report.left.damage == ()
    assert (dump(samples), digests(samples)) == (before, noted)
    assert repair_corpus(samples).repairs == ()
    while "repair.rows" not in (samples.undo_step() or pytest.fail("no step")).kind:
        samples.undo()
    samples.undo()
    assert dump(samples) == damaged
    samples.redo()
    assert dump(samples) == before


def test_bytes_that_are_no_text_are_found_and_turned_back(samples: Store) -> None:
    before = dump(samples)
    (text,) = sql(samples, "SELECT text FROM document WHERE id = 2")[0]
    data = bytearray(text.encode())
    data[100] ^= 0x80
    raw = bytes(data)
    sql(samples, "UPDATE document SET text = CAST(? AS TEXT) WHERE id = 2", raw)
    assert {p.code for p in check(samples).damage} >= {"damage.text", "damage.checksum"}
    report = repair_corpus(samples)
    assert report.left.damage == ()
    assert dump(samples) == before


def test_what_does_not_prove_is_left_and_the_backups_are_named(samples: Store) -> None:
    made = make_backup(samples)
    person = samples.read().annotators()[0]
    put_annotator(samples, replace(person, names={"en": "Later"}))
    sql(samples, "UPDATE annotator SET body = '{}' WHERE key = ?", person.id)
    before = dump(samples)
    report = repair_corpus(samples)
    assert report.repairs == ()
    assert {p.code for p in report.left.damage} == {"damage.checksum"}
    assert report.backups == (made,)
    assert dump(samples) == before


def test_rows_that_vanished_come_back(samples: Store) -> None:
    before, noted = dump(samples), digests(samples)
    make_backup(samples)
    sql(samples, "DELETE FROM annotation WHERE id BETWEEN 20 AND 29")
    sql(samples, "DELETE FROM relation WHERE id = 3")
    report = repair_corpus(samples)
    assert "repair.vanished" in kinds(report)
    assert report.left.damage == ()
    assert (dump(samples), digests(samples)) == (before, noted)


def test_rows_that_vanished_without_a_backup_are_never_hidden(samples: Store) -> None:
    sql(samples, "DELETE FROM comment WHERE id = 3")
    report = repair_corpus(samples)
    assert report.repairs == ()
    assert {p.code for p in report.left.damage} == {"damage.digest"}


def test_a_digest_is_counted_anew_where_its_rows_prove(samples: Store) -> None:
    noted = digests(samples)
    sql(samples, "UPDATE digest SET total = total + 77 WHERE document = 2")
    sql(samples, "UPDATE digest SET rows = rows + 1 WHERE document = 3")
    report = repair_corpus(samples)
    assert kinds(report) == ["repair.digests"]
    assert report.repairs[0].count == 2
    assert report.left.damage == ()
    assert digests(samples) == noted
    samples.undo()
    assert digests(samples) == noted


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM search_data WHERE id > 10",
        "UPDATE search_data SET block = zeroblob(40) WHERE id > 10",
        "DELETE FROM search_docsize WHERE id = 3",
        "DELETE FROM alias",
        "INSERT INTO alias VALUES (1, 'rubbish')",
    ],
)
def test_what_only_helps_to_find_is_made_anew(samples: Store, statement: str) -> None:
    sql(samples, statement)
    assert {p.code for p in check(samples).damage} <= {"damage.search", "damage.aliases"}
    assert check(samples).damage != ()
    assert kinds(repair_corpus(samples)) == ["repair.search"]
    assert check(samples).damage == ()


def test_row_numbers_that_would_be_given_out_twice_go_on(samples: Store) -> None:
    noted = sql(samples, "SELECT * FROM sequence ORDER BY noun")
    sql(samples, "UPDATE sequence SET last = 3 WHERE noun IN ('annotation', 'comment')")
    assert {p.code for p in check(samples).damage} == {"damage.counter"}
    assert kinds(repair_corpus(samples)) == ["repair.counters"]
    assert check(samples).damage == ()
    assert sql(samples, "SELECT * FROM sequence ORDER BY noun") == noted


_TURNED = (
    "UPDATE change SET image = CAST(replace(CAST(image AS TEXT), 'names', 'nomes') AS BLOB) "
    "WHERE image IS NOT NULL"
)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET last = last + 1 WHERE id = (SELECT max(id) FROM change)",
        "UPDATE step SET made = replace(made, '2', '3') WHERE number = 2",
        "UPDATE step SET data = replace(data, '{', '[') WHERE number = 2",
    ],
)
def test_a_damaged_step_is_told(samples: Store, statement: str) -> None:
    sql(samples, statement)
    assert {p.code for p in check(samples).damage} == {"damage.history"}


def test_a_damaged_history_is_told_and_not_taken_back(samples: Store) -> None:
    put_annotator(samples, replace(samples.read().annotators()[0], names={"en": "Later"}))
    sql(samples, _TURNED)
    assert {p.code for p in check(samples).damage} == {"damage.history"}
    assert repair_corpus(samples).repairs == ()


def test_whoever_is_named_is_made_anew_and_what_leads_nowhere_goes_aside(samples: Store) -> None:
    who = samples.read().annotators()[0].id
    noted = digests(samples)
    sql(samples, "DELETE FROM annotator WHERE key = ?", who)
    (row,) = sql(samples, "SELECT * FROM relation WHERE id = 4")
    sql(samples, "UPDATE relation SET from_annotation = 99999 WHERE id = 4")
    damaged = sql(samples, "SELECT * FROM relation WHERE id = 4")
    report = repair_corpus(samples)
    assert kinds(report)[:2] == ["repair.annotators", "repair.references"]
    assert sql(samples, "SELECT 1 FROM relation WHERE id = 4") == []
    assert who in {a.id for a in samples.read().annotators()}
    assert "damage.reference" not in {p.code for p in report.left.damage}
    samples.undo()
    assert sql(samples, "SELECT * FROM relation WHERE id = 4") == damaged != [row]
    samples.redo()
    assert sql(samples, "SELECT 1 FROM relation WHERE id = 4") == []
    assert digests(samples) != noted


def test_circles_of_entities_and_tags_hang_nothing_and_are_broken(samples: Store) -> None:
    with samples.edit("entities.set", annotator=None) as edit:
        edit.put(Entity(id="a", parent="b", names={"en": "A"}))
        edit.put(Entity(id="b", parent="c", names={"en": "B"}))
        edit.put(Entity(id="c", parent="a", represents="nobody", names={"en": "C"}))
        tagset = next(f.tags for x in edit.scheme.layers for f in x.features if f.tags)
        assert tagset is not None
    first, second = tagset[0].id, tagset[1].id
    rows = sql(samples, "SELECT id, owner, key, body FROM tag WHERE key IN (?, ?)", first, second)
    owner = rows[0][1]
    with samples.edit("scheme.grow", annotator=None) as edit:
        scheme = edit.scheme
        edit.put(_with_circle(scheme, owner, first, second))
    codes = {p.code for p in check(samples).errors}
    assert codes >= {"entity_circle", "entity_nowhere", "tag_circle"}
    report = repair_corpus(samples)
    assert kinds(report) == ["repair.tags", "repair.entities"]
    assert not {p.code for p in report.left.errors} & codes
    samples.undo()
    samples.undo()
    assert {p.code for p in check(samples).errors} >= codes


def _with_circle(scheme: Any, owner: str, first: str, second: str) -> Any:
    def turned(tags: Any) -> Any:
        above = {first: second, second: first}
        return tuple(replace(t, parent=above.get(t.id, t.parent)) for t in tags)

    layers = tuple(
        replace(
            layer,
            features=tuple(
                replace(f, tags=turned(f.tags))
                if f.tags and f"/layer:{layer.id}/feature:{f.id}" == owner
                else f
                for f in layer.features
            ),
        )
        for layer in scheme.layers
    )
    return replace(scheme, layers=layers)


def test_quotes_segments_comments_and_sets(samples: Store) -> None:
    row = next(samples.read().documents())
    text = samples.read().text(row.id)
    one = next(a for a in samples.read().annotations(row.id) if len(a.spans) == 1)
    moved = one._replace(spans=((one.spans[0][0] + 1, one.spans[0][1] + 1),))  # type: ignore[arg-type]
    segments = samples.read().segments(row.id)
    with samples.edit("annotate.spans", annotator=None) as edit:
        edit.put(moved)
        who = samples.read().annotators()[0].id
        edit.put(
            Comment(id="c", document=row.id, annotator=who, anchor="annotation", target="gone")
        )
        edit.put(Comment(id="d", annotator=who, anchor="entity", target="nobody"))
        broken = [replace(s, parent="nowhere", duplicate_of="nowhere") for s in segments]
        edit.put_segments(row.id, broken)
    report = repair_corpus(samples)
    found = samples.read().annotation(one.id)
    assert found is not None
    assert found.spans == one.spans
    assert text[found.spans[0][0] : found.spans[0][1]] == one.quote
    comment = samples.read().comment("c")
    assert comment is not None
    assert (comment.anchor, comment.target) == ("document", None)
    assert samples.read().comment("d") is None
    assert all(s.parent is None for s in samples.read().segments(row.id))
    wanted = {"repair.quotes", "repair.comments"} | ({"repair.segments"} if segments else set())
    assert set(kinds(report)) == wanted
    for _ in report.repairs:
        samples.undo()
    assert samples.read().annotation(one.id) == moved


def test_a_repair_can_be_stopped(samples: Store) -> None:
    def stop(what: str, done: int, total: int | None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        repair_corpus(samples, progress=stop)
    assert check(samples).damage == ()


def test_every_step_of_a_repair_is_worded(samples: Store) -> None:
    sql(samples, "UPDATE digest SET total = total + 77 WHERE document = 2")
    repair_corpus(samples)
    step = samples.history(limit=1)[0]
    english, bulgarian = step_sentence(step, "en"), step_sentence(step, "bg")
    assert english != bulgarian
    assert "step." not in english + bulgarian


UNREADABLE = (
    "UPDATE scheme SET body = substr(body, 2)",
    "UPDATE layer SET body = replace(body, '\"', 'x') WHERE position = 1",
    "UPDATE annotator SET body = '[' || body",
    "DELETE FROM scheme",
)


@pytest.mark.parametrize("statement", UNREADABLE)
def test_a_corpus_that_does_not_open_is_repaired_from_a_backup(
    samples: Store, statement: str
) -> None:
    make_backup(samples)
    before, scheme, path = dump(samples), samples.scheme, samples.path
    sql(samples, statement)
    samples.close()
    with pytest.raises(StoreError) as caught:
        open_corpus(path)
    assert caught.value.code == "damaged"
    assert can_be_repaired(path)
    with open_for_repair(path) as store:
        report = repair_corpus(store)
        assert report.left.damage == ()
        assert (dump(store), store.scheme) == (before, scheme)
    with open_corpus(path) as store:
        assert store.scheme == scheme


def test_what_is_damaged_in_its_structure_is_not_opened_for_repair(samples: Store) -> None:
    path = samples.path
    samples.close()
    path.write_bytes(path.read_bytes()[:-40_000])
    before = path.read_bytes()
    assert not can_be_repaired(path)
    with pytest.raises(StoreError):
        open_for_repair(path)
    assert path.read_bytes() == before


def test_without_a_backup_of_it_nothing_is_made_up(samples: Store) -> None:
    path = samples.path
    sql(samples, UNREADABLE[0])
    samples.close()
    with open_for_repair(path) as store:
        report = repair_corpus(store)
        assert report.repairs == ()
        assert report.left.damage != ()
    with pytest.raises(StoreError):
        open_corpus(path)

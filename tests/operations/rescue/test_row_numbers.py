"""A bit turned in the number of a row: no checksum has it, and what is rescued is as it was."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import orjson
import pytest

from annotator.model.annotation import Annotation, Relation
from annotator.model.corpus import (
    Document,
    DocumentRelation,
    DocumentSet,
    Revision,
    Segment,
    Tokens,
)
from annotator.model.entity import Entity
from annotator.model.identity import text_hash
from annotator.model.review import Annotator, Assignment, Comment, Decision, Round
from annotator.model.scheme import Scheme
from annotator.model.span import Span
from annotator.operations.checking.check import check
from annotator.operations.keeping.corpus import new_corpus, open_corpus, scheme_named
from annotator.operations.rescue.repair import open_for_repair, repair_corpus
from annotator.operations.rescue.rescue import RescueReport, rescue
from annotator.store.mending.rescued import KINDS, POINTED_TO
from annotator.store.rows.rows import whole as whole_row
from annotator.store.rows.tables import COLUMNS
from annotator.store.store import Store
from annotator.store.writing.edit import Edit
from tests.samples import dump
from tests.store.mending.pages import PAGE, Cell, cells, write_number

Rows = dict[str, list[tuple[object, ...]]]
_TEXT = "Велмория и Тарсения са готови."
_WORD = Span(0, 8)


WAYS = ("taken", "free", "beyond")
"""The number that another row has; one that none has, between its neighbours; out of order."""
_PLACES = 3
"""How many places of a table that others point to are tried for each way; of the others one."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed corpus with rows in every table, of which some were removed."""
    path = tmp_path_factory.mktemp("numbers") / "made.corpus"
    with new_corpus(path, scheme=scheme_named(None)) as store:
        with store.edit("documents.add", annotator=None) as edit:
            for number in range(9):
                _put_nouns(edit, number)
        with store.edit("documents.remove", annotator=None) as edit:
            edit.remove(Document, "d3")
            for noun, key in _REMOVED:
                edit.remove(noun, key)
            edit.remove_assignment("d5", "p5")
    return path


_REMOVED: tuple[tuple[type, str], ...] = (
    (Annotator, "p3"),
    (Entity, "e4"),
    (DocumentSet, "s4"),
    (Round, "r4"),
    (DocumentRelation, "l6"),
    (Decision, "z6"),
    (Comment, "c6"),
    (Annotation, "d5-a3"),
    (Annotation, "d0-a18"),
)


def _put_nouns(edit: Edit, number: int) -> None:
    """Put some of everything; the annotations stand at one place, which says least of each."""
    key, who, text = f"d{number}", f"p{number}", f"{_TEXT} {number}"
    edit.put(Annotator(id=who, names={"en": who}))
    edit.put(Entity(id=f"e{number}", names={"en": key}))
    edit.put(Document(id=key, name=key, text=text, sha256=text_hash(text), source_id=key))
    edit.put(Revision(document=key, number=1, text=who, sha256=text_hash(who)))
    edit.put_segments(key, [Segment(id="s", begin=0, end=9, role="body")])
    edit.put_tokens(key, Tokens(tokenizer="words/1", spans=(_WORD,)))
    layer, kind = edit.scheme.layers[0].id, edit.scheme.relation_types[0].id
    for at in range(20):
        edit.put(Annotation(f"{key}-a{at}", key, layer, who, (_WORD,), text[: _WORD.end]))
    for at in range(12):
        edit.put(Relation(f"{key}-r{at}", key, kind, who, f"{key}-a{at}", f"{key}-a{at + 1}"))
    edit.put(Comment(id=f"c{number}", document=key, annotator=who, anchor="document"))
    edit.put(Assignment(document=key, annotator=who))
    edit.put(DocumentSet(id=f"s{number}", names={"en": key}))
    edit.put(Round(id=f"r{number}", names={"en": key}))
    edit.put(Decision(id=f"z{number}", document=key, annotator=who, kind="layer", answer="taken"))
    if number > 4:
        before = f"d{number - 1}"
        edit.put(
            DocumentRelation(
                id=f"l{number}", type="reply_to", from_document=key, to_document=before
            )
        )


def turned(rows: list[Cell], way: str, count: int = 1) -> list[tuple[Cell, int]]:
    """Return rows of a table with the number that one turned bit gives them in this way."""
    numbers = [cell.number for cell in rows]
    found: list[tuple[Cell, int]] = []
    for cell, below, above in zip(rows, (-1, *numbers), (*numbers[1:], 1 << 62), strict=False):
        for bit in range(7 * (cell.end - cell.begin)):
            number = cell.number ^ (1 << bit)
            is_between = below < number < above
            said = "taken" if number in numbers else "free" if is_between else "beyond"
            if said == way:
                found.append((cell, number))
    step = max(1, len(found) // count)
    return found[step // 2 :: step][:count]


def damaged_by(made: Path, folder: Path, cell: Cell, number: int) -> Path:
    """Return a copy of a corpus in which a row bears another number."""
    path = folder / "damaged.corpus"
    shutil.copyfile(made, path)
    write_number(path, cell, number)
    return path


def rescued(path: Path) -> tuple[RescueReport, Rows, Scheme]:
    """Rescue a corpus; what comes out must pass a check of its file."""
    target = path.with_name("new.corpus")
    for old in path.parent.glob("new*"):
        old.unlink()
    report = rescue(path, target)
    with open_corpus(target, read_only=True) as store:
        assert check(store).damage == ()
        return report, dump(store), store.scheme


def said(rows: Rows) -> dict[str, list[str]]:
    """Return what rows say, with their numbers where others point to these."""
    return {
        kind: sorted(repr(row if kind in POINTED_TO else row[1:]) for row in rows[kind])
        for kind in KINDS
    }


@pytest.mark.parametrize("table", COLUMNS)
def test_whatever_a_turned_bit_makes_of_a_number_all_is_rescued_as_it_was(
    made: Path, tmp_path: Path, table: str
) -> None:
    with open_corpus(made, read_only=True) as store:
        whole, scheme = dump(store), store.scheme
    rows = cells(made, table)
    count, tried = _PLACES if table in POINTED_TO else 1, 0
    for way in WAYS:
        for cell, number in turned(rows, way, count):
            report, found, same = rescued(damaged_by(made, tmp_path, cell, number))
            assert report.is_whole, (way, cell, number)
            assert said(found) == said(whole), (way, cell, number)
            assert same == scheme
            tried += 1
    assert tried >= (2 * count if len(rows) > 1 else 1)


@pytest.mark.parametrize("table", ["document", "annotation", "tag", "token"])
def test_a_turned_bit_of_the_lengths_and_types_of_a_row_costs_nothing(
    made: Path, tmp_path: Path, table: str
) -> None:
    with open_corpus(made, read_only=True) as store:
        whole, scheme = dump(store), store.scheme
    rows = cells(made, table)
    cell = rows[len(rows) // 2]
    data, path = made.read_bytes(), tmp_path / "damaged.corpus"
    # The length, whether the number goes on, how many types there are, and the type of the key.
    for at, bit in ((cell.begin - 1, 2), (cell.end - 1, 7), (cell.end, 1), (cell.end + 2, 3)):
        damaged = bytearray(data)
        damaged[at] ^= 1 << bit
        path.write_bytes(damaged)
        report, found, same = rescued(path)
        assert report.is_whole, (at, bit)
        assert said(found) == said(whole)
        assert same == scheme


def codes(store: Store) -> set[str]:
    """Return what a check of the file finds."""
    return {problem.code for problem in store.damage()}


@pytest.mark.parametrize("table", sorted(POINTED_TO))
def test_a_repair_leaves_the_indexes_that_alone_know_the_number(
    made: Path, tmp_path: Path, table: str
) -> None:
    with open_corpus(made, read_only=True) as store:
        whole = dump(store)
    ((cell, number),) = turned(cells(made, table), "free")
    path = damaged_by(made, tmp_path, cell, number)
    with open_for_repair(path) as store:
        before = dump(store), codes(store)
        report = repair_corpus(store)
        assert report.repairs == ()
        assert "damage.structure" in {problem.code for problem in report.left.damage}
        assert (dump(store), codes(store)) == before
    assert said(rescued(path)[1]) == said(whole)


def test_an_index_that_has_another_number_is_made_anew(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "damaged.corpus"
    shutil.copyfile(made, path)
    with open_corpus(path, read_only=True) as store:
        whole = dump(store)
    number = next(row[0] for row in whole["annotation"] if row[1] == "d7-a9")
    entry = b"d7-a9" + struct.pack(">H", number)
    data = bytearray(path.read_bytes())
    assert data.count(entry) == 1
    data[data.index(entry) + len(entry) - 1] ^= 1
    path.write_bytes(data)
    with open_for_repair(path) as store:
        assert codes(store) == {"damage.structure"}
        assert [repair.kind for repair in repair_corpus(store).repairs] == ["repair.indexes"]
        assert (dump(store), codes(store)) == (whole, set())


def reasons(report: RescueReport) -> list[tuple[str, str]]:
    """Return the kind and the reason of each row that was kept apart."""
    assert report.doubtful is not None
    lines = [orjson.loads(line) for line in report.doubtful.read_bytes().splitlines()]
    return [(line["kind"], line["why"]) for line in lines]


def test_what_was_removed_and_is_shown_again_is_kept_apart(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "damaged.corpus"
    shutil.copyfile(made, path)
    with open_corpus(path) as store:
        with store.edit("annotate.remove", annotator=None) as edit:
            edit.remove(Annotation, "d6-a15")
        whole = dump(store)
    there = {row[0] for row in whole["annotation"]}
    (gone,) = (cell for cell in cells(made, "annotation") if cell.number not in there)
    place = gone.begin // PAGE * PAGE
    data = bytearray(path.read_bytes())
    data[place : place + PAGE] = made.read_bytes()[place : place + PAGE]
    path.write_bytes(data)
    report, found, _ = rescued(path)
    assert reasons(report) == [("annotation", "index")]
    assert said(found) == said(whole)


def test_a_relation_that_would_hang_on_another_document_is_kept_apart(
    made: Path, tmp_path: Path
) -> None:
    path = tmp_path / "damaged.corpus"
    shutil.copyfile(made, path)
    with open_corpus(path) as store:
        rows = dump(store)
        raw = rows["relation"][5]
        away = next(row[0] for row in rows["annotation"] if row[2] != raw[2])
        start = 1 + COLUMNS["relation"].index("from_annotation")
        values = (*raw[1:start], away, *raw[start + 1 : -1])
        sql = "UPDATE relation SET from_annotation = ?, checksum = ? WHERE id = ?"
        store._connection.execute(sql, (away, whole_row(5, values)[-1], raw[0]))
    report, found, _ = rescued(path)
    assert reasons(report) == [("relation", "reference")]
    assert len(found["relation"]) == len(rows["relation"]) - 1

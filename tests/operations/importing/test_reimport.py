"""An article that comes again with another text: its next revision, and nothing of ours lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.model.corpus import DocumentSet, MetadataValue
from annotator.model.review import Annotator
from annotator.operations.checking.check import check
from annotator.operations.comments.comments import add_comment
from annotator.operations.documents.describing import Description, describe
from annotator.operations.documents.revisions import correct_text
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import ImportReport, import_files
from annotator.operations.keeping.corpus import new_corpus, open_corpus, put_annotator
from annotator.operations.tagging.annotate import tag_spans
from annotator.operations.tagging.relate import link
from annotator.store.store import Store
from tests.operations.corrected import OTHER, full_dump, is_proved, put_work
from tests.operations.field_notes import SCHEME, TEXT, WHO, make_notes, only_document, span_of
from tests.operations.steps import no_step, one_step

LATER = TEXT.replace("heron", "grey heron") + "\nAt noon the otter came back."


@pytest.fixture
def worked(notes: Store) -> Store:
    """Field notes with work of two annotators on every kind of anchor."""
    put_work(notes)
    return notes


def texts(store: Store) -> list[str]:
    """Return the texts of all documents in order."""
    return [store.read().text(row.id) for row in store.read().documents()]


def take(store: Store, *paths: Path, **options: Any) -> ImportReport:
    """Import files of which none may be refused."""
    report = import_files(store, paths, **options)
    assert report.refused == ()
    return report


def plain(tmp_path: Path, text: str, name: str = "weir.txt") -> Path:
    """Write a text file."""
    folder = tmp_path / "again"
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def flat(path: Path, *rows: dict[str, Any]) -> Path:
    """Write flat JSONL of texts with spans."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


# Plain text --------------------------------------------------------------------------------------


def test_a_text_file_is_a_revision_only_when_told_so(worked: Store, tmp_path: Path) -> None:
    path = plain(tmp_path, LATER)
    with one_step(worked, "documents.import"):
        report = take(worked, path)
    assert (report.documents, report.corrections) == (1, ())
    worked.undo()
    before = full_dump(worked)
    with one_step(worked, "documents.import"):
        report = take(worked, path, revise=True, annotator=WHO)
    assert report.documents == 0
    (done,) = report.corrections
    assert done.lost == ()
    assert {t.before for t in done.touched} == {"A heron stood … struck twice"}
    assert texts(worked) == [LATER]
    assert is_proved(worked)
    worked.undo()
    assert full_dump(worked) == before


def test_a_new_name_is_a_new_document_also_then(worked: Store, tmp_path: Path) -> None:
    report = take(worked, plain(tmp_path, LATER, "meadow.txt"), revise=True)
    assert (report.documents, report.corrections) == (1, ())


@pytest.mark.parametrize(
    ("text", "twice", "reason"),
    [
        ("Quite another report, of the meadow and its hares.", False, "quite another text"),
        (LATER, True, "2 documents"),
    ],
)
def test_what_is_not_certain_is_refused(
    worked: Store, tmp_path: Path, text: str, twice: bool, reason: str
) -> None:
    if twice:
        take(worked, plain(tmp_path, "The evening at the same weir."))
    with no_step(worked):
        report = import_files(worked, [plain(tmp_path, text)], revise=True)
    (refusal,) = report.refused
    assert reason in refusal.reason


# What tells an article apart ---------------------------------------------------------------------


def test_the_id_of_the_source_tells(tmp_path: Path) -> None:
    with new_corpus(tmp_path / "a.corpus", scheme=SCHEME) as store:
        row = {"id": "n7", "text": TEXT, "annotator": "eva",
               "spans": [{"start": 22, "end": 27, "label": "bird"}]}  # fmt: skip
        take(store, flat(tmp_path / "a.jsonl", row))
        key = only_document(store)
        begin = LATER.index("heron")
        again = {**row, "text": LATER, "spans": [
            {"start": begin, "end": begin + 5, "label": "bird"},
            {"start": LATER.index("otter"), "end": LATER.index("otter") + 5, "label": "bird"},
        ]}  # fmt: skip
        with one_step(store, "documents.import"):
            report = take(store, flat(tmp_path / "b.jsonl", again))
        assert (report.documents, report.annotations, len(report.corrections)) == (0, 1, 1)
        found = store.read().annotations(key)
        assert [a.quote for a in found] == ["heron", "otter"]
        with no_step(store):
            assert take(store, tmp_path / "b.jsonl").known_documents == 1


def test_two_articles_of_one_file_are_two_whatever_they_are_called(tmp_path: Path) -> None:
    with new_corpus(tmp_path / "a.corpus", scheme=SCHEME) as store:
        rows = [{"id": "n7", "text": text, "spans": []} for text in (TEXT, LATER)]
        report = take(store, flat(tmp_path / "a.jsonl", *rows))
        assert (report.documents, report.corrections) == (2, ())


def test_files_of_one_import_meet_each_other(tmp_path: Path) -> None:
    with new_corpus(tmp_path / "a.corpus", scheme=SCHEME) as store:
        one = flat(tmp_path / "a.jsonl", {"id": "n7", "text": TEXT, "spans": []})
        two = flat(tmp_path / "b.jsonl", {"id": "n7", "text": LATER, "spans": []})
        report = take(store, one, two)
        assert (report.documents, len(report.corrections)) == (1, 1)
        assert texts(store) == [LATER]


def test_an_address_tells_where_the_scheme_has_addresses(samples: Store, tmp_path: Path) -> None:
    assert any(key.type == "url" for key in samples.scheme.metadata_keys)
    url = next(key.id for key in samples.scheme.metadata_keys if key.type == "url")
    key = next(samples.read().documents()).id
    said = Description(metadata={url: MetadataValue(value="https://example.org/a")})
    describe(samples, key, said, annotator="me")
    export(samples, tmp_path / "one.jsonl", "jsonl", documents=[key])
    rows = [json.loads(x) for x in (tmp_path / "one.jsonl").read_text("utf-8").splitlines()]
    text = rows[1]["text"] + "\nДобавено по-късно."
    new = {**rows[1], "id": "elsewhere", "text": text, "length": len(text), "segments": [],
           "annotations": [], "relations": [], "comments": []}  # fmt: skip
    for field in ("text_sha256", "source_id", "file"):
        new.pop(field, None)
    before = samples.counts()["document"]
    report = take(samples, flat(tmp_path / "two.jsonl", rows[0], new))
    (done,) = report.corrections
    assert done.document.id == key
    assert samples.counts()["document"] == before


# The same work under other ids -------------------------------------------------------------------


def _beside(folder: Path, text: str, spans: dict[str, str]) -> Path:
    """Write a text with annotations beside it, whose ids are those of their source."""
    folder.mkdir()
    (folder / "weir.txt").write_text(text, encoding="utf-8")
    data = {
        "format": "annotations/1",
        "annotator": {"id": "eva", "kind": "person"},
        "document": {"id": "w1", "file": "weir.txt"},
        "annotations": [
            {"id": key, "layer": "watcher", "spans": [[text.index(q), text.index(q) + len(q)]],
             "quote": q, "features": {}, "confidence": "sure"}
            for key, q in spans.items()
        ],
        "relations": [],
        "comments": [{"id": "n1", "kind": "question", "anchor": {"annotation": "a1"},
                      "texts": {"en": "Who?"}}],
    }  # fmt: skip
    path = folder / "weir.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_work_of_the_same_source_id_is_not_taken_twice(notes: Store, tmp_path: Path) -> None:
    first = _beside(tmp_path / "one", TEXT, {"a1": "Tomas", "a2": "Ada"})
    again = _beside(tmp_path / "two", LATER, {"a1": "Tomas", "a2": "Ada", "a3": "Nobody"})
    take(notes, first)
    key = only_document(notes)
    ours = {a.source_id: a for a in notes.read().annotations(key)}
    with one_step(notes, "documents.import"):
        report = take(notes, again)
    assert (report.annotations, report.comments, len(report.corrections)) == (1, 0, 1)
    after = {a.source_id: a for a in notes.read().annotations(key)}
    assert {k: after[k].id for k in ("a1", "a2")} == {k: ours[k].id for k in ("a1", "a2")}
    assert after["a3"].quote == "Nobody"
    assert len(notes.read().comments(key)) == 1
    with no_step(notes):
        take(notes, again)


# The old text again ------------------------------------------------------------------------------


def test_the_file_of_the_old_text_is_the_same_document_still(worked: Store, tmp_path: Path) -> None:
    key = only_document(worked)
    export(worked, tmp_path / "old.jsonl", "jsonl")
    rows = [json.loads(x) for x in (tmp_path / "old.jsonl").read_text("utf-8").splitlines()]
    correct_text(worked, key, LATER, annotator=WHO)
    with no_step(worked):
        report = take(worked, tmp_path / "old.jsonl")
    assert (report.documents, report.known_documents) == (0, 1)
    # What is new in it comes to its place in our text.
    extra = dict(next(a for a in rows[1]["annotations"] if a["spans"]))
    begin, end = span_of("reeds")
    extra.update(id="0f", layer="watcher", spans=[[begin, end]], quote="reeds", features={})
    rows[1]["annotations"].append(extra)
    gone = {**extra, "id": "1f", "spans": [list(span_of("A heron"))], "quote": "A heron"}
    rows[1]["annotations"].append(gone)
    with one_step(worked, "documents.import"):
        report = take(worked, flat(tmp_path / "more.jsonl", *rows))
    assert report.annotations == 2
    there = worked.read().annotation("0f")
    assert there is not None
    assert LATER[slice(*there.spans[0])] == "reeds"
    assert is_proved(worked) or check(worked).errors


def test_what_has_no_place_in_our_text_is_told(worked: Store, tmp_path: Path) -> None:
    key = only_document(worked)
    export(worked, tmp_path / "old.jsonl", "jsonl")
    done = correct_text(worked, key, TEXT.replace("a bittern boomed, ", ""), annotator=WHO)
    lost = {x.id for x in done.lost}
    report = take(worked, tmp_path / "old.jsonl")
    told = {loss.item for loss in report.losses if loss.kind == "no_place"}
    assert told == lost
    assert texts(worked) == [done.document.text]


# Two machines ------------------------------------------------------------------------------------


@pytest.fixture
def pair(worked: Store, tmp_path: Path) -> Callable[[], tuple[Store, Path]]:
    """A copy of the corpus on another machine, and where its export goes."""
    path = tmp_path / "other.corpus"
    worked.backup("asked")
    source = next((worked.path.parent / f"{worked.path.stem}-backups").iterdir())
    shutil.copyfile(source, path)
    return lambda: (open_corpus(path), tmp_path / "from-other.jsonl")


def test_a_correction_made_elsewhere_comes_with_its_file(
    worked: Store, pair: Callable[[], tuple[Store, Path]]
) -> None:
    key = only_document(worked)
    other, path = pair()
    with other:
        correct_text(other, key, TEXT.replace("heron", "egret"), reason="Seen.", annotator=OTHER)
        correct_text(other, key, LATER.replace("grey heron", "egret"), annotator=OTHER)
        begin = LATER.replace("grey heron", "egret").index("otter")
        tag_spans(other, key, "watcher", [(begin, begin + 5)], annotator=OTHER)
        theirs = other.read().bundle(key)
        export(other, path, "jsonl")
    mine = tag_spans(worked, key, "watcher", [span_of("Nobody")], annotator=WHO)
    before = full_dump(worked)
    with one_step(worked, "documents.import"):
        report = take(worked, path, annotator=OTHER)
    assert len(report.corrections) == 1
    ours = worked.read().bundle(key)
    assert ours.document == theirs.document
    assert [(r.number, r.text, r.reason) for r in ours.revisions] == [
        (r.number, r.text, r.reason) for r in theirs.revisions
    ]
    assert {a.id for a in ours.annotations} == {a.id for a in theirs.annotations} | {mine.id}
    assert is_proved(worked)
    worked.undo()
    assert full_dump(worked) == before


def test_work_on_the_old_text_comes_to_a_corrected_one(
    worked: Store, pair: Callable[[], tuple[Store, Path]]
) -> None:
    key = only_document(worked)
    other, path = pair()
    with other:
        put_annotator(other, Annotator(id="zora"))
        one = tag_spans(other, key, "watcher", [span_of("Nobody")], annotator="zora")
        two = tag_spans(other, key, "sighting", [span_of("Ada heard it")], annotator="zora")
        relation = link(other, two.id, "told_by", one.id, annotator="zora")
        add_comment(other, document=key, anchor="relation", target=relation.id, text="So?",
                    language="en", annotator="zora")  # fmt: skip
        export(other, path, "jsonl")
    correct_text(worked, key, LATER, annotator=WHO)
    with one_step(worked, "documents.import"):
        report = take(worked, path)
    assert (report.annotations, report.relations, report.comments) == (2, 1, 1)
    assert texts(worked) == [LATER]
    moved = worked.read().annotation(one.id)
    assert moved is not None
    assert LATER[slice(*moved.spans[0])] == "Nobody"
    assert is_proved(worked)


def test_two_corrections_of_one_text_keep_ours_and_take_their_work(
    worked: Store, pair: Callable[[], tuple[Store, Path]]
) -> None:
    key = only_document(worked)
    other, path = pair()
    with other:
        correct_text(other, key, TEXT.replace("Tomas", "Toma"), annotator=OTHER)
        theirs = other.read().text(key)
        begin = theirs.index("Nobody")
        made = tag_spans(other, key, "watcher", [(begin, begin + 6)], annotator=OTHER)
        export(other, path, "jsonl")
    correct_text(worked, key, LATER, annotator=WHO)
    take(worked, path)
    assert texts(worked) == [LATER]
    there = worked.read().annotation(made.id)
    assert there is not None
    assert there.quote == "Nobody"
    assert is_proved(worked)


# Sets --------------------------------------------------------------------------------------------


def test_a_set_of_ours_grows_and_finds_documents_under_our_ids(
    notes: Store, tmp_path: Path
) -> None:
    key = only_document(notes)
    with notes.edit("documents.import", annotator=WHO) as edit:
        edit.put(DocumentSet(id="s", names={"en": "Ours"}, documents=(key,)))
    with make_notes(tmp_path / "b.corpus", text="Another day at the weir.", name="day") as store:
        other = only_document(store)
        export(store, tmp_path / "b.jsonl", "jsonl")
    rows = [json.loads(x) for x in (tmp_path / "b.jsonl").read_text("utf-8").splitlines()]
    rows.append({**rows[1], "id": "theirs", "text": TEXT, "length": len(TEXT), "segments": []})
    del rows[2]["text_sha256"]
    rows[0]["sets"] = [{"id": "s", "names": {"en": "Theirs"},
                        "documents": [other, "theirs", "nowhere"]}]  # fmt: skip
    with one_step(notes, "documents.import"):
        report = take(notes, flat(tmp_path / "c.jsonl", *rows))
    (group,) = notes.read().sets()
    assert (group.names["en"], group.documents) == ("Ours", (key, other))
    assert [(x.kind, x.count) for x in report.losses if x.kind == "set_documents"] == [
        ("set_documents", 1)
    ]

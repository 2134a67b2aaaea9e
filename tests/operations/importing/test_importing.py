"""What an import brings, once; what it refuses; progress and cancel."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.errors import Cancelled
from annotator.operations.exporting.demo import sample_files
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import files_in, import_files
from annotator.operations.keeping.corpus import new_corpus, open_corpus, scheme_named
from annotator.operations.tagging.annotate import tag_spans
from annotator.store.store import Store
from tests.operations.field_notes import SCHEME, WHO, make_notes, only_document
from tests.operations.steps import no_step, one_step
from tests.samples import dump


def _texts(folder: Path, count: int) -> list[Path]:
    folder.mkdir()
    paths = [folder / f"{number:02}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(f"Entry {number}. Nothing else was seen.", encoding="utf-8")
    return paths


def test_the_samples_are_imported_whole(samples: Store) -> None:
    counts = samples.counts()
    assert (counts["document"], counts["annotation"], counts["relation"]) == (13, 507, 381)
    assert (counts["entity"], counts["comment"], counts["segment"]) == (93, 33, 102)
    assert [s.kind for s in samples.history()] == ["documents.import", "corpus.new"]


def test_an_import_is_one_step_that_undo_takes_back_whole(notes: Store, tmp_path: Path) -> None:
    with one_step(notes, "documents.import"):
        report = import_files(notes, _texts(tmp_path / "texts", 3), language="en")
    assert report.documents == 3
    assert notes.history()[0].data["files"] == ["00.txt", "01.txt", "02.txt"]


def test_the_same_files_again_add_nothing(samples: Store) -> None:
    with no_step(samples):
        report = import_files(samples, sample_files())
    assert (report.documents, report.annotations, report.relations) == (0, 0, 0)
    assert (report.entities, report.comments) == (0, 0)
    assert report.known_documents == len(sample_files())
    assert {loss.kind for loss in report.losses} <= {"documentation"}


def test_the_same_file_twice_in_one_import_adds_nothing_twice(tmp_path: Path) -> None:
    files = sample_files()[:2]
    with new_corpus(tmp_path / "a.corpus", scheme=scheme_named(None)) as store:
        report = import_files(store, [*files, *files])
        assert (report.documents, report.annotations) == (1, 159)
        assert report.known_documents == 3


def test_the_same_text_twice_is_one_document(notes: Store, tmp_path: Path) -> None:
    key = only_document(notes)
    text = notes.read().text(key)
    copies = [tmp_path / "copy.txt", tmp_path / "other name.txt"]
    for path in copies:
        path.write_text(text, encoding="utf-8")
    report = import_files(notes, copies)
    assert (report.documents, report.known_documents) == (0, 2)
    assert [d.id for d in notes.read().documents()] == [key]


def test_two_annotators_of_one_text_share_the_document(tmp_path: Path) -> None:
    gold, other = sample_files()[:2]
    with new_corpus(tmp_path / "a.corpus", scheme=scheme_named(None)) as store:
        first, second = import_files(store, [gold]), import_files(store, [other])
        assert (first.documents, first.annotations, first.relations) == (1, 81, 52)
        assert (second.documents, second.annotations, second.relations) == (0, 78, 40)
        assert second.known_documents == 1
        assert store.read().counts_by_annotator() == {"coder_b": 78, "gold": 81}
        ids = [a.id for a in store.read().annotations(only_document(store))]
        assert len(set(ids)) == len(ids) == 159
        store.undo()
        assert store.read().counts_by_annotator() == {"gold": 81}


def test_the_order_of_two_annotators_does_not_matter(tmp_path: Path) -> None:
    rows = []
    for name, files in (("ab", sample_files()[:2]), ("ba", sample_files()[1::-1])):
        with new_corpus(tmp_path / f"{name}.corpus", scheme=scheme_named(None)) as store:
            import_files(store, files)
            key = only_document(store)
            rows.append((store.read().annotations(key), store.read().relations(key)))
    assert rows[0] == rows[1]


def test_work_of_ones_own_stands_against_an_import(notes: Store, tmp_path: Path) -> None:
    key = only_document(notes)
    made = tag_spans(notes, key, "sighting", [(0, 7)], annotator=WHO, features={"tally": 4})
    export(notes, tmp_path / "a.jsonl", "jsonl")
    notes.undo()
    tag = made._replace(features={"tally": 9})
    with notes.edit("annotate.tag", annotator=WHO) as edit:
        edit.put(tag)
    with no_step(notes):
        report = import_files(notes, [tmp_path / "a.jsonl"])
    assert [(x.kind, x.item) for x in report.losses] == [("kept_ours", made.id)]
    assert notes.read().annotation(made.id) == tag


def test_a_quote_that_stands_elsewhere_is_anchored_anew_and_told(
    notes: Store, tmp_path: Path
) -> None:
    gold = sample_files()[0]
    text = gold.with_name("000_76c35f2a0a6f2b8c.txt")
    (tmp_path / text.name).write_bytes(text.read_bytes())
    data = json.loads(gold.read_text(encoding="utf-8"))
    first = data["annotations"][0]
    begin, end = first["spans"][0]
    first["spans"] = [[begin + 1, end + 1]]
    bad = tmp_path / "gold.json"
    bad.write_text(json.dumps(data), encoding="utf-8")
    with new_corpus(tmp_path / "a.corpus", scheme=scheme_named(None)) as store:
        report = import_files(store, [bad])
        assert report.refused == ()
        assert [(m.quote, m.begin, m.end) for m in report.mismatches] == [
            (first["quote"], begin, end)
        ]
        kept = store.read().annotation(report.mismatches[0].annotation)
        assert kept is not None
        assert (kept.spans, kept.quote) == (((begin, end),), first["quote"])


def test_a_quote_that_stands_nowhere_refuses_the_file(tmp_path: Path) -> None:
    gold = sample_files()[0]
    text = gold.with_name("000_76c35f2a0a6f2b8c.txt")
    (tmp_path / text.name).write_bytes(text.read_bytes())
    data = json.loads(gold.read_text(encoding="utf-8"))
    data["annotations"][0]["quote"] = "what nobody wrote"
    bad = tmp_path / "gold.json"
    bad.write_text(json.dumps(data), encoding="utf-8")
    with new_corpus(tmp_path / "a.corpus", scheme=scheme_named(None)) as store:
        with no_step(store):
            report = import_files(store, [bad])
        assert "what nobody wrote" in report.refused[0].reason


def test_progress_counts_the_files(tmp_path: Path) -> None:
    paths = _texts(tmp_path / "texts", 4)
    seen: list[tuple[str, int, int | None]] = []
    with new_corpus(tmp_path / "a.corpus", scheme=SCHEME) as store:
        import_files(store, paths, progress=lambda *told: seen.append(told))
    assert seen == [("progress.importing", number, 4) for number in range(4)]


@pytest.mark.parametrize("stop_at", [0, 2, 3])
def test_an_import_that_is_cancelled_leaves_nothing(tmp_path: Path, stop_at: int) -> None:
    paths = _texts(tmp_path / "texts", 4)

    def watch(what: str, done: int, total: int | None) -> None:
        if what == "progress.importing" and done == stop_at:
            raise Cancelled

    with make_notes(tmp_path / "a.corpus") as store:
        with no_step(store), pytest.raises(Cancelled):
            import_files(store, paths, progress=watch)
        assert not store._connection.in_transaction
        assert list(store.damage()) == []
        assert import_files(store, paths).documents == 4


def test_an_import_into_an_empty_corpus_can_be_cancelled(tmp_path: Path) -> None:
    paths = _texts(tmp_path / "texts", 4)
    path = tmp_path / "a.corpus"

    def watch(what: str, done: int, total: int | None) -> None:
        if done == 3:
            raise Cancelled

    with new_corpus(path, scheme=SCHEME) as store:
        before = dump(store)
        with pytest.raises(Cancelled):
            import_files(store, paths, progress=watch)
        assert dump(store) == before
    with open_corpus(path) as store:
        assert dump(store) == before
        assert list(store.damage()) == []
        assert import_files(store, paths).documents == 4
        assert list(store.damage()) == []


def test_a_folder_stands_for_its_files(notes: Store, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    paths = _texts(folder, 3)
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "a.txt").write_text("hidden", encoding="utf-8")
    assert files_in([folder]) == paths
    assert files_in([paths[2], folder]) == [paths[2], *paths]
    assert import_files(notes, [folder]).documents == 3
    empty = tmp_path / "empty"
    empty.mkdir()
    assert files_in([empty]) == [empty]


def test_a_backup_is_made_before_work_is_imported_upon(notes: Store, tmp_path: Path) -> None:
    folder = notes.path.with_name(f"{notes.path.stem}-backups")
    assert not folder.exists()
    before = dump(notes)
    import_files(notes, _texts(tmp_path / "texts", 1))
    kept = list(folder.glob("*.corpus"))
    assert len(kept) == 1
    with open_corpus(kept[0], read_only=True) as backup:
        assert dump(backup) == before


def test_a_scheme_of_the_same_id_grows(notes: Store, tmp_path: Path) -> None:
    export(notes, tmp_path / "a.jsonl", "jsonl")
    smaller = replace(SCHEME, layers=SCHEME.layers[:2], rules=(), relation_types=())
    with new_corpus(tmp_path / "b.corpus", scheme=smaller) as store:
        assert import_files(store, [tmp_path / "a.jsonl"]).refused == ()
        assert [x.id for x in store.scheme.layers] == [x.id for x in SCHEME.layers]
        store.undo()
        assert [x.id for x in store.scheme.layers] == [x.id for x in smaller.layers]


def test_a_scheme_of_another_id_does_not_replace_ours(notes: Store, tmp_path: Path) -> None:
    with new_corpus(tmp_path / "b.corpus", scheme=scheme_named(None)) as other:
        import_files(other, sample_files()[2:3])
        export(other, tmp_path / "b.jsonl", "jsonl")
    with no_step(notes):
        report = import_files(notes, [tmp_path / "b.jsonl"])
    assert len(report.refused) == 1
    assert "is another than the corpus has" in report.refused[0].reason
    assert notes.scheme == SCHEME


def test_flat_labels_become_layers_where_the_scheme_has_none(notes: Store, tmp_path: Path) -> None:
    file = tmp_path / "flat.jsonl"
    file.write_text(
        '{"text": "Ada came.", "spans": [{"start": 0, "end": 3, "label": "Watcher layer"},'
        ' {"start": 4, "end": 8, "label": "MOVE", "pace": "slow"}]}\n',
        encoding="utf-8",
    )
    with one_step(notes, "documents.import"):
        report = import_files(notes, [file], annotator="otto")
    assert (report.documents, report.annotations) == (1, 2)
    added = [d.id for d in notes.read().documents()][1]
    layers = [a.layer for a in notes.read().annotations(added)]
    assert layers == ["watcher", "MOVE"]
    assert notes.scheme.layer("MOVE") is not None

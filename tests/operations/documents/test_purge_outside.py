"""After a purge, bytes are searched for words that stood in every place a document has."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from annotator.model.corpus import DocumentSet, MetadataValue
from annotator.model.review import Annotator, Decision, Reply, Round
from annotator.operations.checking.check import check
from annotator.operations.comments.comments import add_comment, remove_comment, set_comment_text
from annotator.operations.documents.describing import Description, describe
from annotator.operations.documents.documents import set_assignment
from annotator.operations.documents.purge import footprint, purge_document
from annotator.operations.documents.revisions import correct_text
from annotator.operations.exporting.demo import sample_files
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, open_corpus, put_annotator, scheme_named
from annotator.operations.keeping.safety import make_backup, save_elsewhere
from annotator.operations.keeping.working_copy import check_out
from annotator.operations.rounds.rounds import reopen
from annotator.operations.tagging.annotate import remove_annotation, tag_spans
from annotator.store.files.drafts import draft_file, write_drafts
from annotator.store.store import Store
from tests.operations.markers import Markers, files_in


class Scene:
    """A folder with a corpus, a folder of what the program remembers, and the marks in them."""

    def __init__(self, folder: Path) -> None:
        """Make the folders."""
        self.mark = Markers()
        self.corpus, self.state = folder / "corpus", folder / "state"
        self.corpus.mkdir()
        self.key = self.mark("id")

    def found(self) -> dict[str, list[str]]:
        """Return which file has which marks."""
        return self.mark.found(files_in(self.corpus, self.state))


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """An empty one."""
    monkeypatch.setenv("ANNOTATOR_STATE", str(tmp_path / "state"))
    return Scene(tmp_path)


def _line(scene: Scene, layer: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return header and document of a file that has a mark wherever a word can stand."""
    mark, key = scene.mark, scene.key
    text = "\n".join(
        f"{mark('text')} said {mark('text_bg', is_cyrillic=True)} of {mark('quote')}, line {n}."
        for n in range(60)
    )
    at = text.index(mark("quote"))
    span = [at, at + len(mark("quote"))]

    def note(name: str) -> dict[str, Any]:
        return {"value": mark(name), "inferred": True, "note": {"en": mark(f"{name}_note")}}

    said = {"annotator": "vera", "kind": "comment", "made": "2024-01-01T00:00:00Z"}
    document = {
        "id": key,
        "source_id": mark("source_id"),
        "name": mark("name"),
        "file": f"{mark('file')}.txt",
        "text": text,
        "text_sha256": sha256(text.encode()).hexdigest(),
        "metadata": {"title": note("title"), "author": note("author"), "free_key": note("free")},
        "source": {"how": "utf-8", "url": mark("source_url")},
        "unknown_field": {"deep": [mark("unknown")]},
        "segments": [
            {"id": mark("segment"), "begin": 0, "end": len(text), "role": "body",
             "keys": {"speaker": mark("speaker")}, "more": mark("segment_extra")}
        ],
        "annotations": [
            {"id": mark("annotation"), "layer": layer, "annotator": "vera", "spans": [span],
             "quote": mark("quote"), "features": {"entity": mark("entity")},
             "confidence": "sure", "origin": "copy",
             "origin_detail": {"copied_from": mark("origin")},
             "source_id": mark("annotation_src"), "odd": mark("annotation_extra")}
        ],
        "relations": [],
        "comments": [
            {"id": mark("comment"), "anchor": {"document": True}, **said,
             "texts": {"en": mark("comment_text")}, "odd": mark("comment_extra")},
            {"id": mark("comment_2"), "anchor": {"spans": [span], "quote": mark("quote")}, **said,
             "texts": {"bg": mark("comment_bg", is_cyrillic=True)}},
            {"id": mark("comment_3"), "anchor": {"annotation": mark("annotation")}, **said,
             "texts": {"en": mark("comment_annotation")}},
        ],
        "tokens": {"tokenizer": "words/1", "spans": [[0, 12]], "sentences": [[0, 12]],
                   "columns": {"lemma": [mark("lemma")]}},
    }  # fmt: skip
    header = {
        "format": "annotator-jsonl/1",
        "offset_unit": "code points, half-open",
        "annotators": [{"id": "vera", "kind": "person", "names": {"en": "Vera"}}],
        "entities": [
            {"id": mark("entity"), "names": {"en": mark("person")}, "kinds": [],
             "aliases": [{"text": mark("alias"), "language": "en"}],
             "note": {"en": mark("entity_note")}},
            {"id": "of-two", "names": {"en": "Elsewhere"}},
        ],
        "comments": [
            {"id": mark("entity_comment"), "anchor": "entity", "target": mark("entity"), **said,
             "texts": {"en": mark("entity_comment_text")}},
        ],
        "sets": [{"id": "s", "names": {"en": "S"}, "documents": [key]}],
        "history": [
            {"kind": "comments.add", "annotator": "vera", "made": "2024-01-01T00:00:00Z",
             "count": 1, "data": {"text": mark("comment_text")}},
            {"kind": "documents.name", "annotator": "vera", "made": "2024-01-01T00:00:00Z",
             "count": 1, "data": {"name": mark("name")}},
            {"kind": "documents.metadata", "annotator": "vera", "made": "2024-01-01T00:00:00Z",
             "count": 1, "data": {"key": "author", "value": mark("author")}},
        ],
    }  # fmt: skip
    return header, document


def _made(scene: Scene) -> Store:
    """Return an open corpus with the document among others, and much done to it."""
    scheme = scheme_named(None)
    layer = next(x for x in scheme.layers if x.anchoring in ("characters", "tokens"))
    store = new_corpus(scene.corpus / "a.corpus", scheme=scheme)
    put_annotator(store, Annotator(id="vera", names={"en": "Vera"}))
    import_files(store, sample_files()[:2])
    file = scene.corpus.parent / "in.jsonl"
    header, document = _line(scene, layer.id)
    file.write_text("\n".join(json.dumps(x, ensure_ascii=False) for x in (header, document)))
    report = import_files(store, [file])
    assert not report.refused
    file.unlink()
    return store


def _work_on(store: Store, scene: Scene) -> None:
    mark, key = scene.mark, scene.key
    layer = next(x for x in store.scheme.layers if x.anchoring in ("characters", "tokens"))
    text = store.read().text(key)
    places = [i for i in range(len(text)) if text.startswith(mark("text"), i)][:30]
    for at in places:
        tag_spans(store, key, layer.id, [(at, at + 12)], annotator="vera")
    made = [a for a in store.read().annotations(key) if a.id != mark("annotation")]
    for annotation in made[:20]:
        remove_annotation(store, annotation.id, annotator="vera")
    said = {"document": key, "anchor": "document", "language": "en", "annotator": "vera"}
    first = add_comment(store, text=f"{mark('said')}, then", **said)
    set_comment_text(store, first.id, f"{mark('said_again')} now", language="en", annotator="vera")
    gone = add_comment(store, text=mark("said_and_removed"), **said)
    remove_comment(store, gone.id, annotator="vera")
    add_comment(store, text=mark("undone"), **said)
    store.undo()
    later = MetadataValue(value=mark("author_later"))
    describe(store, key, Description(metadata={"author": later}), annotator="vera")
    describe(store, key, Description(name=mark("renamed")), annotator="vera")
    correct_text(store, key, text.replace("said", mark("corrected"), 1), annotator="vera",
                 reason=mark("why"))  # fmt: skip
    _decide_on(store, scene)


def _decide_on(store: Store, scene: Scene) -> None:
    mark, key = scene.mark, scene.key
    put_annotator(store, Annotator(id="otto"))
    other = store.read().first_document()
    assert other not in (None, key)
    package = {"id": "p", "documents": [key, other], "base": {mark("annotation"): ["x", "y"]},
               "kind": "work", "corpus": "c", "to_annotator": "vera"}  # fmt: skip
    made = Decision(
        id=mark("decision"), document=key, annotator="otto", kind="missing", answer="none",
        quote=mark("quote"), reason=mark("reason"), results=(mark("result"),),
        versions={"vera": ({"quote": mark("version")},)},
        replies={"vera": Reply(state="appealed", text=mark("reply"))},
        extra={"odd": mark("decision_extra")},
    )  # fmt: skip
    with store.edit("adjudicate.decide", annotator="otto") as edit:
        edit.put(made)
        edit.put(Round(id="r", names={"en": "R"}, annotators=("vera",), documents=(other, key),
                       pilot=(key,), extra={"package": package}))  # fmt: skip
        edit.put(DocumentSet(id="t", names={"en": "T"}, documents=(key, other)))
    set_assignment(store, key, "vera", "finished", reason=mark("state_reason"))
    reopen(store, key, "vera", mark("reopened"))
    put_annotator(store, Annotator(id="later"))
    store.undo()
    write_drafts(draft_file(store.path), [("comment", key, "", "", mark("draft"))])


def test_not_a_byte_is_left_of_any_mark(scene: Scene) -> None:
    store = _made(scene)
    _work_on(store, scene)
    before = {row.id: row.annotations for row in store.read().documents() if row.id != scene.key}
    told = footprint(store, scene.key)
    assert [entity.id for entity in told.entities] == [scene.mark("entity")]
    purge_document(store, scene.key, confirm=told.name, with_entities=True)
    assert scene.found() == {}
    assert {row.id: row.annotations for row in store.read().documents()} == before
    assert check(store).damage == ()
    while store.undo() is not None:
        assert scene.key not in str(store.read().sets())
    assert check(store).damage == ()
    while store.redo() is not None:
        assert not store.read().has_document(scene.key)
    assert check(store).damage == ()
    store.close()
    assert scene.found() == {}


def test_entities_stay_unless_they_are_to_go_too(scene: Scene) -> None:
    store = _made(scene)
    entities = store.counts()["entity"]
    purge_document(store, scene.key, confirm=footprint(store, scene.key).name)
    assert store.counts()["entity"] == entities
    assert check(store).damage == ()
    store.close()
    left = {name for names in scene.found().values() for name in names}
    assert left == {"entity", "person", "alias", "entity_note", "entity_comment",
                    "entity_comment_text"}  # fmt: skip


def test_whatever_else_has_it_is_named(scene: Scene) -> None:
    """Backups, what was put aside or saved elsewhere, other corpora and a copy that waits."""
    store = _made(scene)
    backup = make_backup(store)
    beside = scene.corpus / "a-before-restore-1.corpus"
    rescued = scene.state / "rescued" / "a-rescued-1.corpus"
    other = scene.corpus / "other.corpus"
    for target in (beside, rescued, other):
        save_elsewhere(store, target)
    new_corpus(scene.corpus / "without.corpus", scheme=store.scheme).close()
    broken, foreign = scene.corpus / "a-copy-1.corpus", scene.corpus / "foreign.corpus"
    for path in (broken, foreign):
        path.write_bytes(b"no corpus at all")
    store.close()
    waiting = check_out(store.path)
    with open_corpus(store.path) as again:
        told = footprint(again, scene.key)
    assert set(told.backups) == {backup, beside, rescued, other, broken, waiting}


def test_before_a_purge_every_mark_is_found(scene: Scene) -> None:
    """The test above can fail, for each of its marks."""
    store = _made(scene)
    _work_on(store, scene)
    open_files = scene.found()
    store.close()
    seen = {name for names in (*open_files.values(), *scene.found().values()) for name in names}
    assert seen == set(scene.mark.words)

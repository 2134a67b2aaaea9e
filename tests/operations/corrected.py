"""Field notes with work on every kind of anchor, and what every correction must leave true."""

from __future__ import annotations

from typing import Any

from annotator.model.annotation import Annotation
from annotator.model.review import Annotator
from annotator.operations.checking.check import check
from annotator.operations.comments.comments import add_comment
from annotator.operations.documents.documents import set_assignment
from annotator.operations.documents.revisions import Correction, correct_text
from annotator.operations.keeping.corpus import put_annotator
from annotator.operations.tagging.annotate import tag_segments, tag_spans
from annotator.operations.tagging.relate import link
from annotator.store.store import Store
from annotator.text.quoting import quote_of
from tests.operations.field_notes import TEXT, WHO, only_document, span_of
from tests.samples import dump

OTHER = "ben"


def full_dump(store: Store) -> dict[str, Any]:
    """Return every row of the file but the history, and what the search index finds."""
    connection = store._connection
    found: dict[str, Any] = dict(dump(store))
    for table in ("digest", "alias"):
        rows = connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
        found[table] = [row for row in rows if table != "digest" or any(row[1:])]
    words = ("heron", "egret", "weir", "dippers", "otter")
    sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid"
    found["search"] = [connection.execute(sql, (word,)).fetchall() for word in words]
    return found


def put_work(notes: Store) -> None:
    """Give field notes work of two annotators on every kind of anchor."""
    key = only_document(notes)
    put_annotator(notes, Annotator(id=OTHER))

    def tag(layer: str, *words: str, who: str = WHO, **features: object) -> Annotation:
        spans = [span_of(part) for part in words]
        return tag_spans(notes, key, layer, spans, annotator=who, features=features)  # type: ignore[arg-type]

    tag("bird", "heron")
    tag("bird", "heron", who=OTHER)
    tag("bird", "dippers")
    tag("bird", "bittern")
    told = tag("watcher", "Tomas says")
    seen = tag("sighting", "A heron stood", "struck twice", moves="strike", metres=3.0)
    heard = tag("sighting", "a bittern boomed", moves="call", by_ear=True)
    tag("pause", "")
    at = TEXT.index(" Nobody")
    tag_spans(notes, key, "pause", [(at, at)], annotator=WHO)
    tag_segments(notes, key, "diary", (), annotator=WHO, features={"mood": "calm"})
    parts = [s.id for s in notes.read().segments(key)]
    tag_segments(notes, key, "habitat", parts[1:], annotator=WHO)
    tag_segments(notes, key, "habitat", parts[2:], annotator=OTHER)
    link(notes, heard.id, "told_by", told.id, annotator=WHO)
    link(notes, seen.id, "told_by", "nobody", to_entity=True, annotator=WHO)
    say = {"language": "en", "annotator": OTHER, "document": key}
    add_comment(notes, anchor="spans", spans=[span_of("the reeds")], text="Which?", **say)
    add_comment(notes, anchor="annotation", target=heard.id, text="Sure?", **say)
    add_comment(notes, anchor="document", text="A good day.", **say)
    set_assignment(notes, key, OTHER, "in_progress")


def correct(store: Store, old: str, new: str) -> Correction:
    """Replace every `old` in the text of the only document."""
    key = only_document(store)
    text = store.read().text(key)
    assert old in text
    return correct_text(store, key, text.replace(old, new), reason="A slip.", annotator=WHO)


def is_proved(store: Store) -> bool:
    """Say whether every anchor of the corpus quotes what stands there, and the file is whole."""
    report = check(store)
    assert report.damage == ()
    for bundle in store.read().bundles():
        text = bundle.document.text
        for noun in (*bundle.annotations, *bundle.comments):
            assert quote_of(text, noun.spans) == noun.quote if noun.spans else True
            assert all(0 <= b <= e <= len(text) for b, e in noun.spans)
        for segment in bundle.segments:
            assert 0 <= segment.begin <= segment.end <= len(text)
    return not report.errors

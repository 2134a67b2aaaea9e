"""Somebody who works at random: one drawn action after the other, for tests of what must hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from annotator.model.annotation import SUGGESTED
from annotator.model.corpus import DOCUMENT_RELATIONS, MetadataValue
from annotator.model.entity import Alias
from annotator.model.errors import AnnotatorError
from annotator.model.review import ASSIGNMENT_STATES
from annotator.operations.comments.comments import add_comment, remove_comment, set_comment_text
from annotator.operations.documents.describing import Description, describe
from annotator.operations.documents.documents import remove_documents, set_assignment
from annotator.operations.documents.revisions import correct_stretch
from annotator.operations.documents.sets import new_set, put_in_set, take_from_set
from annotator.operations.importing.importing import import_files
from annotator.operations.tagging.annotate import (
    add_fragment,
    remove_annotation,
    remove_fragment,
    set_confidence,
    set_feature,
    set_spans,
    tag_here,
    tag_spans,
)
from annotator.operations.tagging.entities import new_entity, remove_entity, set_entity
from annotator.operations.tagging.relate import link, set_relation_feature, unlink
from annotator.operations.tagging.suggestions import accept_suggestion, refuse_suggestion
from annotator.store.store import Store
from tests.operations.field_notes import SCHEME, TEXT, WHO

LAYERS = [layer.id for layer in SCHEME.layers]
TYPES = [kind.id for kind in SCHEME.relation_types]
FEATURES = [("moves", "call"), ("moves", "rest"), ("tally", 3), ("by_ear", True), ("remark", None)]


class Worker:
    """Draws one action after the other and does it; what the scheme forbids is no step."""

    def __init__(self, store: Store, data: st.DataObject, folder: Path) -> None:
        self.store, self.data, self.folder = store, data, folder
        self.who = "ines"
        self.done = self._prepared = 0
        self.has_corrected = False

    def act(self) -> None:
        documents = [d.id for d in self.store.read().documents()]
        action = self.data.draw(st.sampled_from(ACTIONS if documents else (Worker.bring_in,)))
        self.who = self.data.draw(st.sampled_from([WHO, "otto"]))
        self.document = self.data.draw(st.sampled_from(documents)) if documents else ""
        steps, self._prepared = len(self.store.history(limit=1000)), 0
        try:
            action(self)
        except AnnotatorError:
            assert len(self.store.history(limit=1000)) == steps + self._prepared
            self.done += self._prepared
            return
        self.done += len(self.store.history(limit=1000)) - steps

    def span(self) -> tuple[int, int]:
        size = len(self.store.read().text(self.document))
        begin = self.data.draw(st.integers(0, size - 1))
        return begin, min(size, begin + self.data.draw(st.integers(1, 40)))

    def one(self, nouns: list[object]) -> str:
        ids = [noun.id for noun in nouns]  # type: ignore[attr-defined]
        return self.data.draw(st.sampled_from(ids or ["gone"]))

    def annotation(self) -> str:
        return self.one(list(self.store.read().annotations(self.document)))

    def tag(self) -> None:
        layer = self.data.draw(st.sampled_from(LAYERS))
        tag_here(self.store, self.document, layer, *self.span(), annotator=self.who)

    def tag_parts(self) -> None:
        spans = [self.span(), self.span()]
        tag_spans(self.store, self.document, "sighting", spans, annotator=self.who)

    def feature(self) -> None:
        name, value = self.data.draw(st.sampled_from(FEATURES))
        set_feature(self.store, self.annotation(), name, value, annotator=self.who)  # type: ignore[arg-type]

    def borders(self) -> None:
        work = self.data.draw(st.sampled_from([add_fragment, remove_fragment]))
        if self.data.draw(st.booleans()):
            set_spans(self.store, self.annotation(), [self.span()], annotator=self.who)
        else:
            work(self.store, self.annotation(), self.span(), annotator=self.who)

    def confidence(self) -> None:
        value = self.data.draw(st.sampled_from(["sure", "unsure"]))
        set_confidence(self.store, self.annotation(), value, annotator=self.who)

    def remove(self) -> None:
        remove_annotation(self.store, self.annotation(), annotator=self.who)

    def relate(self) -> None:
        kind = self.data.draw(st.sampled_from(TYPES))
        link(self.store, self.annotation(), kind, self.annotation(), annotator=self.who)

    def relate_to_nobody(self) -> None:
        link(
            self.store,
            self.annotation(),
            "told_by",
            "nobody",
            to_entity=True,
            annotator=self.who,
        )

    def change_relation(self) -> None:
        key = self.one(list(self.store.read().relations(self.document)))
        if self.data.draw(st.booleans()):
            unlink(self.store, key, annotator=self.who)
        else:
            set_relation_feature(self.store, key, "strand", 2, annotator=self.who)

    def entity(self) -> None:
        entities = list(self.store.read().entities())
        if not entities or self.data.draw(st.booleans()):
            alias = Alias(text="heron", language="en")
            names, kinds = {"en": "Heron"}, ("taxon:grown",)
            new_entity(self.store, names=names, kinds=kinds, alias=alias, annotator=self.who)
        elif self.data.draw(st.booleans()):
            chosen = self.data.draw(st.sampled_from(entities))
            set_entity(self.store, replace(chosen, letter="h"), annotator=self.who)
        else:
            remove_entity(self.store, self.one(list(entities)), annotator=self.who)

    def comment(self) -> None:
        comments = list(self.store.read().comments(self.document))
        if comments and self.data.draw(st.booleans()):
            if self.data.draw(st.booleans()):
                remove_comment(self.store, self.one(list(comments)), annotator=self.who)
            else:
                key = self.one(list(comments))
                set_comment_text(self.store, key, "Да?", language="bg", annotator=self.who)
            return
        anchor = self.data.draw(st.sampled_from(["document", "spans", "annotation"]))
        add_comment(
            self.store,
            document=self.document,
            anchor=anchor,
            target=self.annotation() if anchor == "annotation" else None,
            spans=[self.span()] if anchor == "spans" else (),
            text="So?",
            language="en",
            annotator=self.who,
            thread=comments[0].id if comments else None,
        )

    def describe(self) -> None:
        value = MetadataValue(value=self.data.draw(st.sampled_from(["Weir", "Bank", 7])))
        self._describe(Description(metadata={"station": value}))

    def role(self) -> None:
        role = self.data.draw(st.sampled_from(["title", "entry", "margin"]))
        key = self.one(list(self.store.read().segments(self.document)))
        self._describe(Description(roles={key: role}))

    def _describe(self, said: Description) -> None:
        describe(self.store, self.document, said, annotator=self.who)

    def group(self) -> None:
        sets = self.store.read().sets()
        if sets and self.data.draw(st.booleans()):
            change = self.data.draw(st.sampled_from([put_in_set, take_from_set]))
            change(self.store, sets[0].id, [self.document], annotator=self.who)
        else:
            new_set(self.store, "Pilot", [self.document], annotator=self.who)

    def relate_documents(self) -> None:
        every = self.store.read().document_relations()
        # In the same order each time: their ids are random.
        known = sorted((r.type, r.to_document) for r in every if r.from_document == self.document)
        if known and self.data.draw(st.booleans()):
            self._describe(Description(unrelated=known[:1]))
            return
        other = self.data.draw(st.sampled_from([d.id for d in self.store.read().documents()]))
        kind = self.data.draw(st.sampled_from(DOCUMENT_RELATIONS))
        self._describe(Description(related=[(kind, other)]))

    def suggestion(self) -> None:
        key = self.annotation()
        made = self.store.read().annotation(key)
        if made is not None and self.data.draw(st.booleans()):
            steps = len(self.store.history(limit=1000))
            with self.store.edit("annotate.feature", annotator=self.who) as edit:
                edit.put(made._replace(state=SUGGESTED))
            # A step of its own, which stays where the answer is refused.
            self._prepared = len(self.store.history(limit=1000)) - steps
        answer = self.data.draw(st.sampled_from([accept_suggestion, refuse_suggestion]))
        answer(self.store, key, annotator=self.who)

    def correct(self) -> None:
        begin, end = self.span()
        part = self.data.draw(st.sampled_from(["", "an egret ", "\nMore.\n", "е"]))
        correct_stretch(self.store, self.document, begin, end, part, annotator=self.who)
        self.has_corrected = True

    def state(self) -> None:
        state = self.data.draw(st.sampled_from(ASSIGNMENT_STATES))
        set_assignment(self.store, self.document, self.who, state)

    def bring_in(self) -> None:
        number = self.data.draw(st.integers(0, 2))
        file = self.folder / f"{number}.jsonl"
        said = f'{{"text": "Entry {number} {TEXT[:30]!r}.", "spans": [[0, 5, "MOVE{number}"]]}}\n'
        file.write_text(said, encoding="utf-8")
        import_files(self.store, [file], annotator=f"reader{number}")

    def remove_all_of_it(self) -> None:
        remove_documents(self.store, [self.document], annotator=self.who)


ACTIONS: list[Callable[[Worker], None]] = [
    *[Worker.tag] * 6,
    *[Worker.tag_parts] * 2,
    *[Worker.feature] * 3,
    *[Worker.relate] * 3,
    *[Worker.relate_to_nobody] * 2,
    Worker.borders,
    Worker.confidence,
    Worker.remove,
    Worker.change_relation,
    Worker.entity,
    Worker.comment,
    Worker.describe,
    *[Worker.role] * 3,
    Worker.group,
    Worker.relate_documents,
    Worker.suggestion,
    *[Worker.correct] * 2,
    Worker.state,
    Worker.bring_in,
    Worker.remove_all_of_it,
]

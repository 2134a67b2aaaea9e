"""Whatever is done to a corpus, in whatever order: it says what a plain model of it says."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from annotator.model.annotation import Annotation, Relation
from annotator.model.review import Annotator, Comment
from annotator.model.span import Span
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, scheme_named
from annotator.operations.keeping.safety import make_backup, restore
from annotator.store.store import Store

TEXT = "Мостът над реката 🙂 is long. The river below is quiet, and nobody asks why."
WHO = "vera"
Content = dict[str, dict[str, Any]]
"""For each kind of noun, what there is by id."""


class Life(RuleBasedStateMachine):
    """A corpus, and what it should hold: now, before each step, and after those taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=_ROOT))
        self.path = self.folder / "a.corpus"
        self.past: list[Content] = []
        self.future: list[Content] = []
        self.backup: tuple[Content, list[Content], list[Content]] | None = None
        self.count = 0

    @initialize()
    def begin(self) -> None:
        (self.folder / "a.txt").write_text(TEXT, encoding="utf-8")
        self.store = new_corpus(self.path, scheme=scheme_named(None), annotator=Annotator(id=WHO))
        import_files(self.store, [self.folder / "a.txt"])
        (row,) = self.store.read().documents()
        self.document, self.layer = row.id, self.store.scheme.layers[0].id
        self.type = self.store.scheme.relation_types[0].id
        self.now: Content = {"annotation": {}, "relation": {}, "comment": {}}

    def _step(self, after: Content, *nouns: Any, remove: tuple[type, str] | None = None) -> None:
        with self.store.edit("annotate.tag", annotator=WHO) as edit:
            for noun in nouns:
                edit.put(noun)
            if remove is not None:
                edit.remove(*remove)
        self.past.append(self.now)
        self.now, self.future = after, []

    def _with(self, kind: str, noun: Any) -> Content:
        return {**self.now, kind: {**self.now[kind], noun.id: noun}}

    def _key(self) -> str:
        self.count += 1
        return f"n{self.count:03}"

    @rule(begin=st.integers(0, len(TEXT) - 2), length=st.integers(1, 20))
    def tag(self, begin: int, length: int) -> None:
        end = min(begin + length, len(TEXT))
        spans = (Span(begin, end),)
        made = Annotation(
            self._key(), self.document, self.layer, WHO, spans, TEXT[begin:end], features={}
        )
        self._step(self._with("annotation", made), made)

    @rule(pick=st.integers(0, 99), confidence=st.sampled_from(("sure", "unsure")))
    def change(self, pick: int, confidence: str) -> None:
        found = list(self.now["annotation"].values())
        if found and found[pick % len(found)].confidence != confidence:
            changed = found[pick % len(found)]._replace(confidence=confidence)
            self._step(self._with("annotation", changed), changed)

    @rule(first=st.integers(0, 99), second=st.integers(0, 99))
    def link(self, first: int, second: int) -> None:
        found = list(self.now["annotation"])
        if len(found) > 1:
            ends = found[first % len(found)], found[second % len(found)]
            made = Relation(self._key(), self.document, self.type, WHO, *ends)
            self._step(self._with("relation", made), made)

    @rule(pick=st.integers(0, 99), text=st.text(st.characters(codec="utf-8"), max_size=10))
    def comment(self, pick: int, text: str) -> None:
        found = list(self.now["annotation"])
        if found:
            made = Comment(
                id=self._key(),
                document=self.document,
                annotator=WHO,
                anchor="annotation",
                target=found[pick % len(found)],
                texts={"en": text},
            )
            self._step(self._with("comment", made), made)

    @rule(pick=st.integers(0, 99))
    def remove(self, pick: int) -> None:
        found = list(self.now["annotation"])
        if not found:
            return
        gone = found[pick % len(found)]
        loose = {r.id for r in self.now["relation"].values() if gone in (r.from_id, r.to_id)}
        after: Content = {
            "annotation": {k: a for k, a in self.now["annotation"].items() if k != gone},
            "relation": {k: r for k, r in self.now["relation"].items() if k not in loose},
            "comment": {k: c for k, c in self.now["comment"].items() if c.target != gone},
        }
        self._step(after, remove=(Annotation, gone))

    @rule(pick=st.integers(0, 99))
    def fail(self, pick: int) -> None:
        """What raises within an edit leaves everything as it was."""
        found = list(self.now["annotation"].values())

        def broken_off() -> None:
            with self.store.edit("annotate.remove", annotator=WHO) as edit:
                for noun in found[: pick % 3]:
                    edit.remove(Annotation, noun.id)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            broken_off()

    @rule()
    def undo(self) -> None:
        if self.past:
            assert self.store.undo(WHO) is not None
            self.future.append(self.now)
            self.now = self.past.pop()

    @rule()
    def redo(self) -> None:
        if self.future:
            assert self.store.redo(WHO) is not None
            self.past.append(self.now)
            self.now = self.future.pop()
        else:
            assert self.store.redo(WHO) is None

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = Store.open(self.path)

    @rule()
    def back_up(self) -> None:
        make_backup(self.store)
        self.backup = (self.now, list(self.past), list(self.future))

    @rule()
    def put_back(self) -> None:
        if self.backup is not None:
            self.store.close()
            restore(self.path)
            self.store = Store.open(self.path)
            self.now, past, future = self.backup
            self.past, self.future = list(past), list(future)

    @invariant()
    def it_says_what_the_model_says(self) -> None:
        if not hasattr(self, "store"):
            return
        reader = self.store.read()
        found = {
            "annotation": {a.id: a for a in reader.annotations(self.document)},
            "relation": {r.id: r for r in reader.relations(self.document)},
            "comment": {c.id: c for c in reader.comments(self.document)},
        }
        assert found == self.now

    def teardown(self) -> None:
        if hasattr(self, "store"):
            try:
                assert list(self.store.damage()) == []
            finally:
                self.store.close()
        shutil.rmtree(self.folder)


_ROOT = tempfile.gettempdir()
TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=settings.default.max_examples // 6,  # type: ignore[union-attr]
    stateful_step_count=25,
)

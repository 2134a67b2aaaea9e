"""What typed keys mean while the text has the focus: layers, entities, borders, frames."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from annotator.model.annotation import Annotation
from annotator.model.scheme import DOCUMENT, POINT, SEGMENT, SENTENCE, TOKEN, TOKENS, Feature
from annotator.operations import annotate, relate
from annotator.text.graphemes import next_grapheme, previous_grapheme
from annotator.text.tokens import next_word, previous_word, snap_to_tokens, word_at, word_end
from annotator.ui.actions.action import TWINS, twin
from annotator.ui.session import Session
from annotator.ui.text.view import TextView

TEXT, BORDERS, FRAME = "text", "borders", "frame"
_HINTS = [c for c in TWINS if c != "й"]
_WIDER = (SENTENCE, SEGMENT, DOCUMENT, POINT)
"""Anchorings for which a caret says enough; it does not stand for the word under it."""
_CARET = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)


class TextKeys(QObject):
    """An event filter of the text view; it knows the mode and changes it."""

    mode_changed = Signal(str)
    question_changed = Signal()

    def __init__(self, view: TextView, session: Session) -> None:
        """Listen to a view."""
        super().__init__(view)
        self._view, self._session = view, session
        self.mode = TEXT
        self.plain: dict[str, Callable[[], Any]] = {}
        self._live: list[int] = []
        self._end = 1
        self._hints: dict[str, str] = {}
        self._last: tuple[str, dict[str, Any]] | None = None
        self._fresh: str | None = None
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that mean something in the mode of now."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if self._session.document is None:
            return False
        if self.mode == BORDERS:
            return self._borders_key(event)
        if self.mode == FRAME:
            taken = self._frame_key(event)
            if taken or self.mode == FRAME:
                return taken
        return self._text_key(event)

    def _text_key(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape:
            return self._escape()
        if modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        typed = event.text()
        if not typed.strip() or not typed.isprintable():
            return False
        if typed in self.plain:
            self.plain[typed]()
            return True
        layer = self._session.layer_keys().get(typed)
        if layer is not None:
            self.tag(layer)
            return True
        return self._entity_key(twin(typed))

    def _escape(self) -> bool:
        begin, end = self._view.selection()
        if begin != end:
            self._view.set_caret(end)
        elif self._session.current is not None:
            self.select(None)
        return True

    def span_to_tag(self, layer_id: str) -> tuple[int, int] | None:
        """Return the selection, or the word under the caret, as the layer's anchoring wants it."""
        text = self._view.text()
        begin, end = self._view.selection()
        layer = self._session.scheme.layer(layer_id)
        if layer is not None and layer.anchoring in _WIDER:
            return begin, end
        if begin == end:
            word = word_at(text, begin) or (word_at(text, begin - 1) if begin else None)
            if word is None:
                return None
            begin, end = word
        if layer is not None and layer.anchoring in (TOKEN, TOKENS):
            return snap_to_tokens(text, begin, end)
        return begin, end

    def tag(self, layer_id: str, features: dict[str, Any] | None = None) -> Annotation | None:
        """Tag the selection or the word under the caret; the caret goes to the end of it."""
        span = self.span_to_tag(layer_id)
        if span is None or self._session.document is None:
            self._session.do(annotate.tag_spans, "", layer_id, (), annotator="")
            return None
        made = self._session.work(
            annotate.tag_here, self._session.document, layer_id, *span, features=features
        )
        if made is None:
            self._flash_clash(layer_id, span)
            return None
        self._last = (layer_id, dict(made.features))
        if made.spans:
            self._view.set_caret(made.spans[-1].end)
        self.select(made.id)
        self._fresh = made.id
        if layer_id in self._session.maker.hubs:
            self.enter_frame()
        return made

    def _flash_clash(self, layer_id: str, span: tuple[int, int]) -> None:
        for mark in self._view.marks_in(*span):
            other = self._session.annotation(mark.key)
            if other is not None and other.layer == layer_id:
                self._view.flash(mark.key)
                break

    def repeat(self) -> None:
        """Tag with the last layer and values again."""
        if self._last is None:
            self._session.said.emit(self._session.word("nothing_to_repeat"))
        else:
            self.tag(*self._last)

    def select(self, annotation_id: str | None) -> None:
        """Make an annotation current and show it so."""
        self._fresh = None
        self._session.set_current(annotation_id)
        self._view.select_mark(annotation_id)

    def _entity_key(self, letter: str) -> bool:
        entity = next(
            (
                e
                for e in self._session.store.read().entities()
                if e.letter and twin(e.letter) == letter
            ),
            None,
        )
        if entity is None:
            return False
        self.tag_entity(entity)
        return True

    def tag_entity(self, entity: Any) -> None:
        """Tag with an entity's own layer; right after a tag it is added to that one."""
        fresh = self._session.annotation(self._fresh)
        if fresh is not None:
            feature = self._entity_feature(fresh.layer, entity)
            if feature is not None:
                old = fresh.features.get(feature.id)
                items = list(old) if isinstance(old, (list, tuple)) else []
                value = entity.id if feature.type == "entity" else [*items, entity.id]
                key = fresh.id
                self._session.work(annotate.set_feature, key, feature.id, value)
                self._fresh = key
                return
        for layer in self._session.scheme.layers:
            feature = self._entity_feature(layer.id, entity)
            if feature is not None:
                value = entity.id if feature.type == "entity" else [entity.id]
                self.tag(layer.id, {feature.id: value})
                return

    def _entity_feature(self, layer_id: str, entity: Any) -> Feature | None:
        layer = self._session.scheme.layer(layer_id)
        for feature in layer.features if layer else ():
            if feature.type in ("entity", "entities"):
                wanted = feature.kinds or ()
                heads = [k[:-1] if k.endswith("*") else k for k in wanted]
                if not heads or any(k.startswith(h) for k in entity.kinds for h in heads):
                    return feature
        return None

    # Borders

    def enter_borders(self) -> None:
        """Let the arrows move the ends of the current annotation."""
        annotation = self._session.current_annotation()
        if annotation is None or not annotation.spans:
            self._session.said.emit(self._session.word("no_current"))
            return
        self._live = [n for span in annotation.spans for n in span]
        self._end = len(self._live) - 1
        self._set_mode(BORDERS)

    def _borders_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by_word = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._move_end(1 if key == Qt.Key.Key_Right else -1, by_word=by_word)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._end = (self._end + 1) % len(self._live)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep_borders()
        elif key == Qt.Key.Key_Escape:
            self._leave_borders()
        return True

    def _pairs(self) -> list[tuple[int, int]]:
        return list(zip(self._live[::2], self._live[1::2], strict=True))

    def _move_end(self, step: int, *, by_word: bool) -> None:
        text, at = self._view.text(), self._live[self._end]
        if by_word:
            if self._end % 2:
                new = word_end(text, at) if step > 0 else self._previous_end(text, at)
            else:
                new = next_word(text, at) if step > 0 else previous_word(text, at)
        else:
            new = next_grapheme(text, at) if step > 0 else previous_grapheme(text, at)
        tried = [*self._live]
        tried[self._end] = new
        if tried == sorted(tried) and all(
            b < e for b, e in zip(tried[::2], tried[1::2], strict=True)
        ):
            self._live = tried
            if self._session.current is not None:
                self._view.set_preview(self._session.current, tuple(self._pairs()))

    def _previous_end(self, text: str, at: int) -> int:
        before = previous_word(text, max(0, at - 1))
        word = word_at(text, max(0, previous_word(text, before)))
        return word[1] if word is not None and word[1] < at else before

    def _keep_borders(self) -> None:
        key, pairs = self._session.current, self._pairs()
        self._leave_borders()
        if key is not None:
            self._session.work(annotate.set_spans, key, pairs)
            self._view.set_caret(pairs[-1][1])

    def _leave_borders(self) -> None:
        if self._session.current is not None:
            self._view.set_preview(self._session.current, None)
        self._set_mode(TEXT)

    # Frames

    def enter_frame(self) -> None:
        """Show the ends of the current hub, and letters at those that can be linked."""
        hub = self._session.current_annotation()
        if hub is None or hub.layer not in self._session.maker.hubs:
            return
        self._hints = {}
        begin = hub.spans[0].begin if hub.spans else 0
        others = [
            a
            for a in self._session.shown()
            if a.id != hub.id and a.spans and relate.link_options(self._session.scheme, hub, a)
        ]
        others.sort(key=lambda a: (a.spans[0].begin < begin, a.spans[0].begin))
        for annotation, letter in zip(others, _HINTS, strict=False):
            self._hints[annotation.id] = letter
        self._set_mode(FRAME)
        self.show_frame()

    def show_frame(self) -> None:
        """Draw the frame as it is now."""
        hub = self._session.current
        if self.mode != FRAME or hub is None:
            return
        relations = self._session.relations_from(hub)
        self._view.set_frame(self._session.maker.frame(hub, relations, hints=self._hints))
        self.question_changed.emit()

    def leave_frame(self) -> None:
        """Back to the text."""
        self._view.set_frame(None)
        self._set_mode(TEXT)

    def question(self) -> Feature | None:
        """Return the first core feature of the hub that is empty: the question of the bar."""
        hub = self._session.current_annotation()
        layer = self._session.scheme.layer(hub.layer) if hub else None
        if self.mode != FRAME or hub is None or layer is None:
            return None
        empty = [f for f in layer.features if f.id not in hub.features and f.required]
        return next((f for f in empty if f.core), None)

    def _frame_key(self, event: QKeyEvent) -> bool:
        key, typed = event.key(), event.text()
        if key == Qt.Key.Key_Escape:
            hub = self._session.current_annotation()
            self.leave_frame()
            if hub is not None and hub.spans:
                self._view.set_caret(hub.spans[-1].end)
            return True
        if key in _CARET or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if key in _CARET:
                self.leave_frame()
            return False
        if typed.isdigit():
            self._answer(int(typed))
            return True
        if typed.strip() and typed.isalpha():
            self._link_letter(twin_letter(typed))
            return True
        return False

    def _answer(self, number: int) -> None:
        feature, hub = self.question(), self._session.current
        if feature is None or hub is None:
            return
        tags = [t for t in self._session.scheme.tags_of(feature) if not t.group]
        if 1 <= number <= len(tags):
            value = tags[number - 1].id
            self._session.work(annotate.set_feature, hub, feature.id, value)
            self.show_frame()

    def _link_letter(self, letter: str) -> None:
        hub = self._session.current_annotation()
        other_id = next((k for k, x in self._hints.items() if x == letter), None)
        other = self._session.annotation(other_id)
        if hub is None or other is None:
            return
        linked = [r for r in self._session.relations_from(hub.id) if r.to_id == other.id]
        if linked:
            self._session.work(relate.unlink, linked[0].id)
        else:
            self.link(hub, other)
        self.show_frame()

    def link(self, start: Annotation, end: Annotation) -> None:
        """Relate two annotations by the first type that the scheme allows and is still free."""
        options = relate.link_options(self._session.scheme, start, end)
        if not options:
            self._session.refused.emit(self._session.word("link_none"))
            return
        self._session.work(relate.link, start.id, options[0], end.id)

    def _set_mode(self, mode: str) -> None:
        if mode != self.mode:
            self.mode = mode
            self.mode_changed.emit(mode)
            self.question_changed.emit()


def twin_letter(typed: str) -> str:
    """Return the Cyrillic hint letter that a typed letter stands for."""
    lowered = typed.casefold()
    if lowered in TWINS:
        return lowered
    return next((c for c, latin in TWINS.items() if latin == lowered), lowered)

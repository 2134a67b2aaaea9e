"""Enter over the text: it takes what is offered, opens what is under the caret, goes deeper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.annotation import SUGGESTED, Annotation
from annotator.operations.tagging import suggestions
from annotator.text.tokens import word_at
from annotator.ui.sitting.session import Session
from annotator.ui.spoken.annotations import tagged_said
from annotator.ui.text.marks import Mark, smallest_first
from annotator.ui.text.view import TextView

if TYPE_CHECKING:
    from annotator.ui.keys.asking import Keyboard


class Opener:
    """Answers Enter and Shift+Enter."""

    def __init__(self, keys: Keyboard, view: TextView, session: Session) -> None:
        """Open in a view."""
        self._keys, self._view, self._session = keys, view, session
        self._pointed = ("", 0)

    def point(self, key: str) -> None:
        """Remember what was clicked at its name, letter or stripe: the caret stays elsewhere."""
        self._pointed = (key, self._view.caret())

    def here(self) -> list[Mark]:
        """Return the annotations under the caret, the smallest first.

        Those that end at the caret count where none goes on, and where it stands at the end of
        a word: there a digit tags that word too.
        """
        view, caret = self._view, self._view.caret()
        after = view.marks_at(caret)
        before = view.marks_at(caret - 1) if caret else []
        word = word_at(view.text(), caret)
        if after and (word is None or word[1] != caret):
            return after
        known = {mark.key for mark in before}
        return sorted([*before, *(m for m in after if m.key not in known)], key=smallest_first)

    def _touched(self) -> set[str]:
        caret = self._view.caret()
        marks = [*self._view.marks_at(caret), *(self._view.marks_at(caret - 1) if caret else ())]
        return {mark.key for mark in marks}

    def _is_meant(self, current: Annotation) -> bool:
        """Say whether Enter is about what is current, not about what the caret is in."""
        is_pointed = self._pointed == (current.id, self._view.caret())
        return is_pointed or not current.spans or current.id in self._touched()

    def open(self) -> None:
        """Take what is offered; else select what is here; else open what is selected."""
        tagger, session = self._keys.tagger, self._session
        if tagger.in_the_way is not None:
            self._select(tagger.in_the_way)
            return
        if tagger.take_offer():
            self._ask_what_is_missing()
            return
        current = session.current_annotation()
        if current is not None and self._is_meant(current):
            self.go_deeper(current)
            return
        found = self.here()
        if not found:
            if not self._view.toggle_fold(self._view.caret()):
                session.said.emit(session.word("nothing_here"))
            return
        if len(found) == 1:
            self._select(found[0].key)
            return
        self._keys.select(found[0].key)
        self._keys.list.enter(found)

    def _select(self, key: str) -> None:
        """Select an annotation and say which: of several the list says it."""
        self._keys.select(key)
        current = self._session.current_annotation()
        if current is not None:
            self._keys.speak(tagged_said(self._session, current))

    def _ask_what_is_missing(self) -> None:
        """Go to the features where what was taken does not say all that is required."""
        session = self._session
        current = session.current_annotation()
        layer = session.scheme.layer(current.layer) if current is not None else None
        if current is None or layer is None or layer.id in session.maker.hubs:
            return
        if any(f.required and f.id not in current.features for f in layer.features):
            self._keys.want_features()

    def go_deeper(self, current: Annotation) -> None:
        """Accept a suggestion; open the frame of a hub in the text, the features of any other."""
        if current.state == SUGGESTED:
            self._session.work(suggestions.accept_suggestion, current.id)
        elif current.layer in self._session.maker.hubs and current.spans:
            self._keys.enter_frame()
        else:
            self._keys.want_features()

    def larger(self) -> None:
        """Select the next larger annotation here, after the largest the smallest again."""
        found = sorted(self.here(), key=smallest_first)
        if found:
            keys = [mark.key for mark in found]
            current = self._session.current
            at = keys.index(current) + 1 if current in keys else 0
            self._keys.select(keys[at % len(keys)])
            if len(found) > 1:
                self._keys.list.enter(found)
        else:
            self._session.said.emit(self._session.word("nothing_here"))

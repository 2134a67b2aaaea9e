"""When the card of an annotation shows and goes: by the mouse, or asked for by a key."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent

from annotator.model.annotation import Annotation
from annotator.ui.look.look import Look
from annotator.ui.sitting.session import Session
from annotator.ui.text.accessibility import announce
from annotator.ui.text.view import TextView

if TYPE_CHECKING:
    from annotator.ui.card.card import Card
    from annotator.ui.card.facts import Facts

_MOST = 4
"""So many annotations of one place are told on a card; the rest are counted."""
_GOES_AT = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.FocusOut,
        QEvent.Type.Hide,
        QEvent.Type.WindowDeactivate,
    )
)


class Hovering(QObject):
    """Shows the card of one view."""

    def __init__(self, view: TextView, session: Session, look: Callable[[], Look]) -> None:
        """Listen to a view; made after the keys of the text, so that it sees keys first."""
        super().__init__(view)
        self._view, self._session, self._look = view, session, look
        self._is_asked = False
        view.mark_hovered.connect(self._on_hovered)
        view.visible_changed.connect(self.hide)
        session.changed.connect(lambda _changes: self.hide())
        view.installEventFilter(self)

    @cached_property
    def card(self) -> Card:
        """The card, made when it is first shown."""
        from annotator.ui.card.card import Card

        return Card(self._look(), self._view)

    def _facts(self, annotations: list[Annotation]) -> list[Facts]:
        from annotator.ui.card.facts import facts_of

        return [facts_of(self._session, annotation) for annotation in annotations]

    def _is_shown(self) -> bool:
        return "card" in vars(self) and not self.card.isHidden()

    def hide(self) -> None:
        """Take the card away."""
        self._is_asked = False
        if self._is_shown():
            self.card.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the card go at any key; Esc does nothing else while one is shown that was asked."""
        if event.type() not in _GOES_AT or not self._is_shown():
            return False
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and self._is_asked and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        takes = is_escape and self._is_asked and event.type() == QEvent.Type.KeyPress
        self.hide()
        return takes

    def _on_hovered(self, key: str, at: QPoint) -> None:
        annotation = self._session.annotation(key)
        self.hide()
        if annotation is not None:
            self._show(self._facts([annotation]), at)

    def _show(self, facts: list[Facts], at: QPoint, more: str = "") -> None:
        self.card.set_look(self._look())
        self.card.show_facts(facts, at, more)

    def tell(self, annotations: list[Annotation]) -> None:
        """Show what is at the caret and say it; nothing is said of an empty list."""
        if not annotations:
            self.hide()
            return
        facts = self._facts(annotations)
        left = len(facts) - _MOST
        more = self._session.word("spoken.more", count=left) if left > 0 else ""
        self._show(facts[:_MOST], self._place(), more)
        self._is_asked = True
        said = [f.said() for f in facts[:_MOST]]
        announce(self._view, " ".join([*said, more] if more else said))

    def _place(self) -> QPoint:
        """Return the global place of the caret's foot, within the view."""
        viewport = self._view.viewport()
        rect = self._view.rect_of(self._view.caret()).toRect()
        inside: QRect = viewport.rect()
        x = min(max(rect.left(), inside.left()), inside.right())
        y = min(max(rect.top(), inside.top()), inside.bottom())
        return viewport.mapToGlobal(QPoint(x, y))

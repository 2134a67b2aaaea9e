"""What the inspector shows of the current annotation: its head, features, entities and ends."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.model.annotation import Annotation
from annotator.model.scheme import Layer
from annotator.ui.look.look import Look
from annotator.ui.panels.annotation_head import AnnotationHead
from annotator.ui.panels.ends import EndList
from annotator.ui.panels.entity_cards import EntityCards
from annotator.ui.panels.features import FeatureForm
from annotator.ui.sitting.session import Session


class AnnotationParts(QWidget):
    """One part under the other; they stay and show what has changed."""

    left = Signal()
    done = Signal()
    focus_changed = Signal()
    went_to = Signal(str)

    def __init__(self, look: Look, session: Session) -> None:
        """Build them empty."""
        super().__init__()
        self._head = AnnotationHead(look, session)
        self.features = FeatureForm(session)
        self._cards = EntityCards(session)
        self._ends = EndList(look, session)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._head, self.features, self._cards, self._ends):
            column.addWidget(part)
        for part in (self.features, self._ends):
            part.left.connect(self.left)
        self.features.done.connect(self.done)
        self.features.focus_changed.connect(self.focus_changed)
        self._ends.went_to.connect(self.went_to)

    def show_annotation(self, annotation: Annotation, layer: Layer | None) -> None:
        """Show an annotation as it is now; without a layer it has no features to answer."""
        self._head.show_annotation(annotation)
        self._cards.show_annotation(annotation)
        self._ends.show_annotation(annotation)
        self.features.setVisible(layer is not None)
        if layer is not None:
            self.features.show_annotation(annotation, layer)

    def set_look(self, look: Look) -> None:
        """Take other colours and fonts."""
        self._head.set_look(look)
        self._ends.set_look(look)

    def take_keys(self, features: str, entities: str) -> None:
        """Name keys that were changed: of the features and of the letter of an entity."""
        self.features.hint.setText(features)
        self._cards.hint.setText(entities)
        self._ends.take_keys()

"""A scheme at a glance: its layers, and one sentence annotated as its own examples say."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.model.language import text_in
from annotator.model.presentation import layer_letters
from annotator.model.scheme import Scheme
from annotator.operations.tagging.example import example_of
from annotator.text.names import visible
from annotator.ui.look.look import Look
from annotator.ui.panels.swatch import Swatch
from annotator.ui.sitting.view_data import MarkMaker
from annotator.ui.text.surface import Surface
from annotator.ui.widgets.rows import Elided, plain

_SHOWN = 6


class ExampleView(QWidget):
    """The layers of a scheme in a row, and the drawing below."""

    def __init__(self, look: Look, language: str) -> None:
        """Build it empty."""
        super().__init__()
        self._look, self._language = look, language
        self.surface = Surface(look)
        self.surface.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.surface.set_margin_shown(False)
        self._layers = QHBoxLayout()
        self._layers.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._layers)
        column.addWidget(self.surface, 1)

    def show_scheme(self, scheme: Scheme) -> None:
        """Show a scheme; one without examples shows its layers only."""
        while (item := self._layers.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        letters = layer_letters(scheme, self._language)
        for slot, layer in enumerate(scheme.layers[:_SHOWN]):
            self._layers.addWidget(Swatch(self._look, slot, letters[layer.id]))
            name = Elided(visible(text_in(layer.names, self._language, layer.id)))
            name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self._layers.addWidget(name)
            self._layers.addSpacing(10)
        if len(scheme.layers) > _SHOWN:
            self._layers.addWidget(plain(f"+{len(scheme.layers) - _SHOWN}"))
        self._layers.addStretch(1)
        example = example_of(scheme)
        self.surface.setVisible(example is not None)
        text, annotations = example or ("", ())
        maker = MarkMaker(scheme, self._language)
        marks = [maker.mark(a, incomplete=False, commented=False) for a in annotations]
        self.surface.set_document(text)
        self.surface.set_marks([mark for mark in marks if mark is not None])
        self.setAccessibleDescription(text)

"""What the scheme says of the layer of the current annotation."""

from __future__ import annotations

from annotator.model.language import text_in
from annotator.model.scheme import Layer
from annotator.ui.panels.section import Section, wrapped
from annotator.ui.sitting.session import Session


class GuidelineText(Section):
    """The definition of a layer."""

    def __init__(self, session: Session) -> None:
        """Build it empty."""
        super().__init__(session.word("guideline"), session.keys["help.this"])
        self._session = session
        self._text = wrapped("")
        self.body.addWidget(self._text)

    def show_layer(self, layer: Layer) -> None:
        """Show the definition of a layer; nothing is seen where it has none."""
        text = text_in(layer.definitions, self._session.language)
        self.setVisible(bool(text))
        self._text.setText(text)

"""Cards of the entities that the current annotation means."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from annotator.model.annotation import Annotation, items_of
from annotator.model.presentation import kinds_named
from annotator.ui.panels.section import Section, shortened, wrapped
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.rows import Elided


class EntityCards(Section):
    """One card for each entity: what it is, for whom it speaks, how else it is called."""

    def __init__(self, session: Session) -> None:
        """Build it empty."""
        super().__init__(session.word("entity"), session.keys["entity.letter"])
        self._session = session
        self._shown: list[object] = []

    def show_annotation(self, annotation: Annotation) -> None:
        """Show the entities of an annotation; nothing is seen where it has none."""
        session = self._session
        named = [str(x) for value in annotation.features.values() for x in items_of(value)]
        ids = [key for key in dict.fromkeys(named) if key in session.entities]
        told = [
            (session.entities[k], session.tallies.items().get(k, 0), annotation.quote) for k in ids
        ]
        self.setVisible(bool(ids))
        if told == self._shown:
            return
        self._shown = list(told)
        self.empty()
        for key in ids:
            self.body.addWidget(self._card(key, annotation.quote))

    def _card(self, key: str, quote: str) -> QFrame:
        session, entity = self._session, self._session.entities[key]
        label = session.entity_label(key)
        card = QFrame()
        card.setProperty("role", "card")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(10, 8, 10, 8)
        rows.setSpacing(2)
        rows.addWidget(wrapped(label, "title"))
        kinds = kinds_named(session.scheme, entity.kinds, session.language, in_line=True)
        rows.addWidget(wrapped(", ".join(kinds), "secondary"))
        facts: list[tuple[str, str]] = []
        if entity.represents:
            facts.append((session.word("represents"), session.entity_label(entity.represents)))
        aliases = [a.text for a in entity.aliases if a.text not in (quote, label)]
        if aliases:
            facts.append((session.word("also"), ", ".join(aliases[:2])))
        mentions = session.tallies.items().get(key, 0)
        facts.append((session.word("here"), session.word("mentions", count=mentions)))
        for name, value in facts:
            rows.addWidget(Elided(f"{name}   {shortened(value)}", "secondary"))
        return card

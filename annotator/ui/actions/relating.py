"""What is done to relate annotations, and with entities."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from annotator.model.annotation import Annotation
from annotator.model.language import text_in
from annotator.operations.tagging import entities, relate
from annotator.operations.tagging.filling import entity_feature
from annotator.ui.keys.modes import FRAME, TEXT
from annotator.ui.panels.picker import Picker
from annotator.ui.panels.section import shortened
from annotator.ui.widgets.rows import Shown

if TYPE_CHECKING:
    from annotator.model.entity import Entity
    from annotator.store.reading.entities import Uses
    from annotator.ui.desk import Desk

_NAMED = 60
"""So many signs of an end are said when it is linked."""


class RelatingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

    def link_by_letter(self) -> None:
        """Show letters at the ends that may be linked; where they are shown, the list."""
        keys = self._window.text_keys
        if keys.mode == FRAME:
            keys.close_modes()
            self.link_from_list()
            return
        start = self._window.current_or_say()
        if start is not None and start.spans:
            keys.enter_frame()
        elif start is not None:
            # A label of the document or of segments stands nowhere that a frame could begin.
            self.link_from_list()

    def link_from_list(self) -> None:
        """Pick a relation and its other end from a list."""
        session, word = self._window.sitting, self._window.word
        start = self._window.current_or_say()
        if start is None:
            return
        rows: list[tuple[Any, Shown]] = []
        for other in session.shown():
            if other.id != start.id:
                rows += self._link_rows(start, other.id, other, session.end_said(other.id))
        for built_in in session.scheme.built_in_entities:
            name = text_in(built_in.names, session.language, built_in.id)
            rows += self._link_rows(start, built_in.id, built_in.id, name)
        if not rows:
            self._window.say(word("link_none"))
            return
        Picker(self._window, word("link_to"), word("link_filter"), rows, self._link_row).open()

    def _link_rows(
        self, start: Annotation, key: str, end: Annotation | str, quote: str
    ) -> list[tuple[Any, Shown]]:
        session = self._window.sitting
        rows: list[tuple[Any, Shown]] = []
        for kind in relate.link_options(session.scheme, start, end):
            found = session.scheme.relation_type(kind)
            name = text_in(found.names if found else None, session.language, kind)
            row = Shown(" ".join(quote.split())[:200], aside=name)
            rows.append(((start.id, kind, key, isinstance(end, str)), row))
        return rows

    def _link_row(self, row: tuple[str, str, str, bool]) -> None:
        """Relate, say so, and show it in the inspector: on the text only frames show relations."""
        start, kind, end, is_entity = row
        window, session = self._window, self._window.sitting
        if session.work(relate.link, start, kind, end, to_entity=is_entity) is None:
            return
        if window.text_keys.mode == TEXT:
            window.text_keys.select(start)
        found, name = session.scheme.relation_type(kind), session.end_said(end)
        role = text_in(found.names if found else None, session.language, kind)
        window.say(window.word("linked", role=role, name=shortened(name, _NAMED)))

    def may_link(self, start: str, end: str) -> bool:
        """Say whether the scheme lets two annotations be related, whichever way it goes."""
        session = self._window.sitting
        one, other = session.annotation(start), session.annotation(end)
        if one is None or other is None:
            return False
        options, scheme = relate.link_options, session.scheme
        return bool(options(scheme, one, other) or options(scheme, other, one))

    def link_dragged(self, start: str, end: str) -> None:
        """Relate two annotations that the mouse joined; ask how if several ways are allowed.

        Whoever draws from the end of a relation to its begin means the same one.
        """
        session = self._window.sitting
        one, other = session.annotation(start), session.annotation(end)
        if one is None or other is None:
            return
        rows = self._link_rows(one, other.id, other, other.quote)
        rows = rows or self._link_rows(other, one.id, one, one.quote)
        if len(rows) == 1:
            self._link_row(rows[0][0])
        elif rows:
            self._ask_role(other, rows)
        else:
            self._window.say(self._window.word("link_not_between"))

    def _ask_role(self, end: Annotation, rows: list[tuple[Any, Shown]]) -> None:
        """Show a menu of the roles that an end may have, under its first word."""
        window, view = self._window, self._window.surface
        menu = QMenu(window.word("choose_relation"), window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(window.word("choose_relation"))
        for number, (row, shown) in enumerate(rows, start=1):
            name = shown.aside.replace("&", "&&")
            made = QAction(f"&{number}  {name}" if number < 10 else name, menu)
            made.triggered.connect(lambda _=False, x=row: self._link_row(x))
            menu.addAction(made)
        boxes = view.boxes_of(*end.spans[0]) if end.spans else []
        corner = boxes[0].bottomLeft().toPoint() if boxes else QPoint()
        menu.popup(view.viewport().mapToGlobal(corner))
        menu.setActiveAction(menu.actions()[0])

    def tag_entity_id(self, entity_id: str) -> None:
        """Tag with an entity picked from the list."""
        entity = self._window.sitting.entities.get(entity_id)
        if entity is not None:
            self._window.text_keys.tag_entity(entity)
            self._window.surface.setFocus()

    def give_letter(self) -> None:
        """Give the current annotation's first entity a letter."""
        session, annotation = self._window.sitting, self._window.current_or_say()
        if annotation is None:
            return
        for value in annotation.features.values():
            for item in value if isinstance(value, (list, tuple)) else (value,):
                entity = session.entities.get(item) if isinstance(item, str) else None
                if entity is not None:
                    self.ask_letter(entity)
                    return
        layer = session.scheme.layer(annotation.layer)
        says_who = layer is not None and entity_feature(layer) is not None
        self._window.say(self._window.word("nobody_meant" if says_who else "means_nobody"))

    def ask_letter(self, entity: Entity) -> None:
        """Pick a letter for an entity."""
        from annotator.ui.action_table.action import TWINS, twin

        taken = {e.letter: e for e in self._window.sitting.entities.values() if e.letter}
        rows: list[tuple[Any, Shown]] = []
        for letter, latin in TWINS.items():
            holder = taken.get(letter)
            name = text_in(holder.names, self._window.sitting.language) if holder else ""
            rows.append((letter, Shown(f"{letter} {latin}", aside=name)))
        name = text_in(entity.names, self._window.sitting.language, entity.id)
        title = self._window.word("entity_letter", name=name)
        free = {latin: letter for letter, latin in TWINS.items() if letter not in taken}
        meant = next(
            (free[twin(x)] for x in name if twin(x) in free), next(iter(free.values()), None)
        )
        Picker(
            self._window,
            title,
            self._window.word("pick_filter"),
            rows,
            lambda x: self._window.sitting.work(entities.set_entity, replace(entity, letter=x)),
            begin=entity.letter or meant,
        ).open()

    def remove_entity(self, begin: str = "") -> None:
        """Pick an entity and remove it, unless something uses it: those unused come first.

        The one with the id `begin` is chosen at first.
        """
        session, word = self._window.sitting, self._window.word
        built_in = {entity.id for entity in session.scheme.built_in_entities}
        known = [
            (key, session.entity_label(key)) for key in session.entities if key not in built_in
        ]
        if not known:
            self._window.say(word("no_entities"))
            return
        uses = session.store.read().uses_of_entities()
        known.sort(key=lambda row: (row[0] in uses, row[1].casefold()))
        rows = [(key, Shown(name, aside=self._used(uses.get(key)))) for key, name in known]
        title, hint = word("entity_remove"), word("filter_entities")
        Picker(self._window, title, hint, rows, self._remove_entity, begin=begin or None).open()

    def _used(self, uses: Uses | None) -> str:
        """Return what names an entity, in words; how much, only where nobody's work is hidden."""
        word = self._window.word
        if uses is None:
            return word("entity_unused")
        if self._window.sitting.hiding.work:
            return word("entity_used")
        parts = zip(uses._fields, uses, strict=True)
        return ", ".join(word(f"entity_{what}", count=count) for what, count in parts if count)

    def _remove_entity(self, entity_id: str) -> None:
        window, session = self._window, self._window.sitting
        name = shortened(session.entity_label(entity_id))
        if session.work(entities.remove_entity, entity_id) is not None:
            said = window.word("entity_removed", name=name)
            window.say(said, [(window.word("undo"), session.undo)])

    def new_entity(self) -> None:
        """Make an entity of the current annotation's quote and give it to it."""
        annotation = self._window.current_or_say()
        if annotation is not None:
            inspector = self._window.columns.inspector
            inspector.settle()
            known = len(self._window.sitting.entities)
            if not inspector.features.make_entity():
                self._window.say(self._window.word("means_nobody"))
            elif len(self._window.sitting.entities) > known:
                name = shortened(annotation.quote)
                self._window.say(self._window.word("entity_made", name=name))

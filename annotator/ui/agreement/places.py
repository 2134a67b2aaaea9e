"""The places behind a figure, at the right of it: what each annotator has, place by place."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from annotator.analysis.agreement.compared import Place
from annotator.analysis.alignment import AGREE, MISSING, RELATION
from annotator.model.annotation import Annotation, Relation
from annotator.model.presentation import end_role, value_name
from annotator.operations.agreement.places import Found, PlaceFinder
from annotator.ui.agreement.cells import Opened
from annotator.ui.bars.document_head import title_of
from annotator.ui.panels.section import wrapped
from annotator.ui.sitting.readings import letters_of
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.rows import Elided, Shown, dress_rows, row_data

Index = QModelIndex | QPersistentModelIndex
_QUOTE = 80
_PAIR = 2
_AT_ONCE = 20
"""Rows of unlike height that are read and laid out in one go."""


class PlacesModel(QAbstractListModel):
    """Places whose versions are read when they are seen."""

    def __init__(self, session: Session) -> None:
        """Show nothing yet."""
        super().__init__()
        self._session = session
        self.places: list[Place] = []
        self._what, self._has_many, self._is_relation = "", False, False
        self._titles: dict[str, str] = {}
        self._finder = PlaceFinder(session.scheme, ())
        self._known: dict[int, tuple[Found, Shown]] = {}

    def show_places(self, opened: Opened, people: tuple[str, ...]) -> None:
        """Show the places of a figure, with what each of some annotators has."""
        self.beginResetModel()
        self.places = list(dict.fromkeys(opened.places.first))
        self._what, self._has_many = opened.what, len(people) > _PAIR
        self._is_relation = opened.is_relation
        session = self._session
        self._finder = PlaceFinder(session.scheme, people, viewer=session.annotator)
        self._known.clear()
        self.endResetModel()

    def read_anew(self) -> None:
        """Read what annotators have anew: the corpus has changed."""
        self._finder.forget()
        self._titles.clear()
        self._known.clear()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many places there are."""
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what is seen and said of a place."""
        return row_data(self._row(index.row())[1], role)

    def found(self, row: int) -> Found:
        """Return what annotators have at a place."""
        return self._row(row)[0]

    def _row(self, row: int) -> tuple[Found, Shown]:
        known = self._known.get(row)
        if known is None:
            place, reader = self.places[row], self._session.store.read()
            if not reader.has_document(place.document):
                return Found(MISSING, (), (), ()), Shown(self._session.word("none_left"))
            found = self._finder.find(reader, place, self._what, is_relation=self._is_relation)
            if place.document not in self._titles:
                self._titles[place.document] = title_of(reader.document(place.document))
            known = self._known[row] = found, self._shown(found, self._titles[place.document])
        return known

    def _shown(self, found: Found, title: str) -> Shown:
        if found.is_hidden:
            return Shown(self._session.word("places.hidden"), aside=title)
        # Letters are those of the rows in the text; of more than two they differ by document.
        names = letters_of(found.annotators)
        if self._has_many:
            names = tuple(map(self._session.annotator_name, found.annotators))
        rows = [f"{name}  {self._version(found, number)}" for number, name in enumerate(names)]
        return Shown(self._kind(found, names), aside=title, below="\n".join(rows))

    def _kind(self, found: Found, names: tuple[str, ...]) -> str:
        word = self._session.word
        if found.kind == AGREE:
            return word("places.agree")
        if found.kind == MISSING:
            has = [names[n] for n, version in enumerate(found.versions) if version]
            return word("difference.only", letters=", ".join(has))
        return word(f"difference.{found.kind}")

    def _version(self, found: Found, number: int) -> str:
        version = found.versions[number]
        if found.kind == RELATION:
            said = [self._relation(r) for r in found.relations[number]]
            return ", ".join(said) or self._session.word("nothing")
        if not version:
            return self._session.word("nothing")
        layers = {a.layer for some in found.versions for a in some}
        return " · ".join(self._annotation(a, is_named=len(layers) > 1) for a in version)

    def _annotation(self, annotation: Annotation, *, is_named: bool) -> str:
        session, (owner, _, key) = self._session, self._what.partition(".")
        quote = " ".join(annotation.quote.split())[:_QUOTE]
        layer = session.scheme.layer(annotation.layer)
        feature = layer.feature(key) if layer is not None and layer.id == owner and key else None
        if feature is not None:
            value = annotation.features.get(key)
            if feature.type in ("entity", "entities"):
                listed = value if isinstance(value, (list, tuple)) else [value] if value else []
                said = ", ".join(session.entity_label(str(x)) for x in listed)
            else:
                kept = "" if value is None else value
                said = value_name(session.scheme, feature, kept, session.language)
            return f"{said or session.word('agreement.no_value')}: {quote}"
        return f"{session.layer_name(annotation.layer)}: {quote}" if is_named else quote

    def _relation(self, relation: Relation) -> str:
        session = self._session
        end = session.store.read().annotation(relation.to_id)
        name = " ".join(end.quote.split())[:_QUOTE] if end else session.entity_label(relation.to_id)
        return f"{end_role(session.scheme, relation, session.language)} {name}"


class PlacesPanel(QWidget):
    """Title, places, and how they are opened; `wanted` tells a row, `left` that Esc was pressed."""

    wanted = Signal(int)
    left = Signal()
    focus_changed = Signal()

    def __init__(self, session: Session) -> None:
        """Show nothing yet."""
        super().__init__()
        self._session = session
        self.model = PlacesModel(session)
        self.title, self.count = Elided(role="count"), Elided(role="secondary")
        self.hint = wrapped(session.word("places.hint"), "secondary")
        self.list = _PlacesList()
        self.list.setModel(self.model)
        self.list.setAccessibleName(session.word("figure_places"))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 2, 6, 8)
        column.setSpacing(6)
        for label in (self.title, self.count):
            label.setContentsMargins(8, 0, 8, 0)
            column.addWidget(label)
        column.addWidget(self.list, 1)
        self.hint.setContentsMargins(8, 0, 8, 0)
        column.addWidget(self.hint)
        self.setFocusProxy(self.list)
        self.list.activated.connect(lambda index: self.wanted.emit(index.row()))
        self.list.clicked.connect(lambda index: self.wanted.emit(index.row()))
        self.list.left.connect(self.left)
        self.list.focus_changed.connect(self.focus_changed)

    def show_places(self, opened: Opened, people: tuple[str, ...]) -> None:
        """Show the places of a figure and stand on the first."""
        # Of two annotators each row has two lines; of more as many as have the document.
        self.list.setUniformItemSizes(len(people) <= _PAIR)
        self.model.show_places(opened, people)
        self.title.setText(opened.title)
        word, total, shown = self._session.word, opened.places.total, len(self.model.places)
        said = word("places.count", count=total)
        if len(opened.places.first) < total:
            said = word("places.of_count", shown=shown, count=total)
        self.count.setText(said if total else word("places.none"))
        self.hint.setVisible(bool(total))
        if shown:
            self.list.setCurrentIndex(self.model.index(0))


class _PlacesList(QListView):
    """A list that Esc leaves."""

    left = Signal()
    focus_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress_rows(self)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_AT_ONCE)
        self.setSpacing(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()

"""What a merge does, by fate: counts that open their places, with the reasons of what stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from annotator.model.sentences import sentence_of, sentences
from annotator.operations.merging.merged import Merged
from annotator.operations.merging.merging import MergeReport
from annotator.operations.merging.places import MOST, NEW_DOCUMENTS, Place
from annotator.operations.packages.versions import FATES
from annotator.text.names import visible
from annotator.text.shortening import shortened
from annotator.ui.bars.document_head import title_of
from annotator.ui.dialogs.counted_tree import dress_tree
from annotator.ui.look.look import Look
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.tips import tip
from annotator.ui.words.dialogs import word
from annotator.ui.words.local_form import number_in

_PLACE = int(Qt.ItemDataRole.UserRole) + 1
_FATE = _PLACE + 1
_QUOTE = 60
_OF_DOCUMENTS = "reply_outdated"
"""A reason that is told of a decision, and of no fate."""


class MergeTree(QTreeWidget):
    """Fates with their counts; opening one shows its places, `place_chosen` tells one."""

    place_chosen = Signal(object)

    def __init__(self, session: Session, look: Look) -> None:
        """Build it empty for a corpus."""
        super().__init__()
        self._session, self._look, self._language = session, look, session.language
        self._titles: dict[str, str] = {}
        dress_tree(self)
        self.setExpandsOnDoubleClick(False)
        self.itemActivated.connect(self._on_activated)

    def show_report(self, report: MergeReport) -> None:
        """Show what was, or would be, done; what was open stays open."""
        opened, chosen = self._open_fates(), self._chosen()
        self.clear()
        merged = report.merged
        for fate in FATES:
            self._group(fate, merged.counts[fate], merged.places.by_fate.get(fate, ()))
        new = merged.counts[NEW_DOCUMENTS]
        for fate, count, places in (
            (NEW_DOCUMENTS, new, merged.places.by_fate.get(NEW_DOCUMENTS, ())),
            ("placed", *_placed(merged, is_lost=False)),
            ("lost", *_placed(merged, is_lost=True)),
            ("mismatches", *_mismatches(merged)),
            ("told", *_told(merged)),
        ):
            if count:
                self._group(fate, count, places)
        for item in self._groups():
            item.setExpanded(item.data(0, _FATE) in opened)
        self._choose(chosen)

    def _groups(self) -> list[QTreeWidgetItem]:
        found = (self.topLevelItem(number) for number in range(self.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _open_fates(self) -> set[str]:
        return {item.data(0, _FATE) for item in self._groups() if item.isExpanded()}

    def _chosen(self) -> tuple[str, str] | None:
        """Return the fate that is current, and what of it; None where nothing is chosen."""
        item = self.currentItem()
        if item is None or not item.isSelected():
            return None
        place = item.data(0, _PLACE)
        group = item.parent() or item
        return group.data(0, _FATE), "" if place is None else Place(*place).what

    def _choose(self, chosen: tuple[str, str] | None) -> None:
        fate, what = chosen or ("", "")
        groups = self._groups()
        found = next((item for item in groups if item.data(0, _FATE) == fate), None)
        if found is None:
            if groups:
                self.setCurrentItem(groups[0])
                self.clearSelection()
            return
        for number in range(found.childCount()):
            child = found.child(number)
            place = None if child is None else child.data(0, _PLACE)
            if child is not None and place and Place(*place).what == what:
                self.setCurrentItem(child)
                return
        self.setCurrentItem(found)

    def _group(self, fate: str, count: int, places: Iterable[Place]) -> None:
        language = self._language
        item = QTreeWidgetItem([word(f"merge.fate.{fate}", language), number_in(count, language)])
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(0, tip(item.text(0)))
        item.setData(0, _FATE, fate)
        if not count:
            faint = QBrush(QColor(self._look.tokens.faint))
            item.setForeground(0, faint)
            item.setForeground(1, faint)
        self.addTopLevelItem(item)
        shown = 0
        for place in places:
            child = QTreeWidgetItem([self._said(place), ""])
            child.setToolTip(0, tip(child.text(0)))
            child.setData(0, _PLACE, place)
            item.addChild(child)
            shown += 1
        if 0 < shown < count:
            more = number_in(count - shown, language)
            item.addChild(QTreeWidgetItem([word("merge.more_places", language, count=more), ""]))

    def _said(self, place: Place) -> str:
        """Return a place in a line: its text, what it is, where, and why it is told."""
        session = self._session
        parts: list[str] = []
        if place.quote:
            parts.append(session.word("quoted", text=shortened(place.quote, _QUOTE)))
        if place.kind:
            kind = session.scheme.relation_type(place.kind)
            relation = kind.names.get(self._language, place.kind) if kind is not None else ""
            parts.append(relation or session.layer_name(place.kind))
        title = self._title(place) if place.document or place.name else ""
        if place.reason:
            # Before the title: what is at the end of a long line is cut.
            reason = reason_said(place.reason, self._language)
            parts = [f"{', '.join(parts) or title or place.what}: {reason}"]
        if title and not (parts and parts[0].startswith(f"{title}: ")):
            parts.append(title)
        return visible(", ".join(parts) or place.what)

    def _title(self, place: Place) -> str:
        """Return what the document of a place is called here, else what it was called there."""
        if place.document not in self._titles:
            reader = self._session.store.read()
            is_here = reader.has_document(place.document)
            title = title_of(reader.document(place.document)) if is_here else place.name
            self._titles[place.document] = title or place.name
        return self._titles[place.document]

    def _on_activated(self, item: QTreeWidgetItem) -> None:
        place = item.data(0, _PLACE)
        if place is not None:
            self.place_chosen.emit(Place(*place))
        elif item.childCount():
            item.setExpanded(not item.isExpanded())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter open or choose, and not press the dialog's button."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._on_activated(item)
            return
        super().keyPressEvent(event)


def reason_said(reason: str, language: str) -> str:
    """Return why something is told, in words."""
    code = f"merged.{reason}"
    return sentence_of(code if code in sentences() else f"loss.{reason}", {}, language)


def _placed(merged: Merged, *, is_lost: bool) -> tuple[int, Iterator[Place]]:
    found = [p for p in merged.placed if (p.begin is None) is is_lost]
    return len(found), (Place(p.document, "", p.what, "", p.quote, p.begin) for p in found[:MOST])


def _mismatches(merged: Merged) -> tuple[int, Iterator[Place]]:
    found = merged.mismatches
    return len(found), (
        Place(m.document, "", m.annotation or "", "", m.quote) for m in found[:MOST]
    )


def _told(merged: Merged) -> tuple[int, Iterator[Place]]:
    """Return what is told besides the fates: what both sides share and say otherwise."""
    found = [
        t
        for t in merged.told
        if t.reason == _OF_DOCUMENTS or f"merged.{t.reason}" not in sentences()
    ]
    return len(found), (Place(t.document, "", t.what, reason=t.reason) for t in found[:MOST])

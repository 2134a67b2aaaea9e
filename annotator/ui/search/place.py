"""Where a search is in the window: under the text or over its whole height, and a panel beside."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QWidget

from annotator.ui.keys.modes import TEXT

if TYPE_CHECKING:
    from annotator.model.query import Hit
    from annotator.ui.desk import Desk
    from annotator.ui.search.panel import SearchPanel
    from annotator.ui.search.preparing import Preparing
    from annotator.ui.search.ticked_panel import TickedPanel
    from annotator.ui.sitting.session import Session

SIDE = "hits"
_OPENING_MS = 90
"""How long one may walk on before the document of a hit is opened."""
_READ = 4_000
"""Code points of the open text whose letters hits are taken to have."""
_LOW = 640
"""Height of the window under which the hits take all of it."""


class SearchPlace(QSplitter):
    """Holds the page of the text, and the hits under it once somebody searches."""

    def __init__(self, window: Desk, session: Session, page: QWidget) -> None:
        """Show the page alone."""
        super().__init__(Qt.Orientation.Vertical)
        self._window, self._session, self._text_page = window, session, page
        self._panel: SearchPanel | None = None
        self._side: TickedPanel | None = None
        self._shown: Hit | None = None
        self._left_for: Hit | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_OPENING_MS)
        self._later.timeout.connect(self._show_walked)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.addWidget(page)

    # Parts

    @property
    def panel(self) -> SearchPanel:
        """The panel of the search, made when it is first wanted."""
        if self._panel is None:
            self._panel = self._make()
        return self._panel

    @property
    def side(self) -> TickedPanel:
        """What is done with ticked hits, beside the text."""
        assert self.panel is not None
        assert self._side is not None
        return self._side

    def make_ready(self) -> None:
        """Let what searches ask for be gathered once nobody works."""
        self.preparing.wait()

    @cached_property
    def preparing(self) -> Preparing:
        """What gathers for searches before they are typed, made when it is first wanted."""
        from annotator.ui.search.preparing import Preparing

        return Preparing(self._session, self._window, self)

    def _make(self) -> SearchPanel:
        from annotator.ui.search.panel import SearchPanel
        from annotator.ui.search.ticked_panel import TickedPanel

        window, session = self._window, self._session
        panel = SearchPanel(window.look, session, window.keymap, window.menus.run)
        panel.hide()
        self.addWidget(panel)
        side = self._side = TickedPanel(window.look, session, panel)
        area = Qt.DockWidgetArea.RightDockWidgetArea
        window.columns.add(SIDE, side, area).hide()
        # The first page is there sooner by itself than by what is gathered meanwhile.
        panel.searching.begun.connect(self.preparing.stand_back)
        panel.searching.seen.connect(self.preparing.go_on)
        for is_over in (panel.searching.ended, panel.searching.failed):
            is_over.connect(self._on_searched)
        panel.left.connect(self.leave)
        panel.walked.connect(self._on_walked)
        panel.opened.connect(self.open_row)
        panel.counted.connect(self._show_soon)
        panel.counted.connect(window.standing.show)
        panel.list.focus_changed.connect(window.standing.show)
        panel.focus_changed.connect(window.standing.show)
        panel.model.ticks_changed.connect(self._on_ticks)
        side.left.connect(self._leave_side)
        panel.list.risen.connect(panel.begin_typing)
        side.wanted.connect(window.act.finding.do_ticked)
        side.went_to.connect(self._go_to_document)
        session.document_opened.connect(self._on_document)
        session.changed.connect(self._on_changed)
        # After those of the keyboard, so that it is asked before them.
        window.surface.installEventFilter(self)
        return panel

    def is_open(self) -> bool:
        """Say whether hits are on the screen."""
        return self._panel is not None and not self._panel.isHidden()

    def is_whole(self) -> bool:
        """Say whether the hits have the whole height."""
        return self.is_open() and self._text_page.isHidden()

    def has_hits(self) -> bool:
        """Say whether something was found and not left."""
        return self._panel is not None and self._panel.model.rowCount() > 0

    def has_focus(self) -> bool:
        """Say whether the focus is in the panel."""
        focused = self._window.focusWidget()
        return (
            self._panel is not None
            and focused is not None
            and (self._panel is focused or self._panel.isAncestorOf(focused))
        )

    def is_in_hits(self) -> bool:
        """Say whether the keys of hits work now."""
        return self.is_open() and self._panel is not None and self._panel.list.hasFocus()

    def said(self) -> str:
        """Return which hit of how many is the current one, in words."""
        if not self.has_hits():
            return ""
        numbers = {"number": self.panel.list.row() + 1, "count": self.panel.model.rowCount()}
        return self._session.word("hit_of", **numbers)

    # Opening and leaving

    def open(self, *, whole: bool | None = None) -> None:
        """Show the panel; over the whole height if wanted, or where there is little of it."""
        panel = self.panel
        self._window.stack.setCurrentWidget(self)
        if not self.is_open():
            self.preparing.hurry()
            panel.show()
            if whole is None:
                whole = self._window.height() < _LOW
            height = max(self.height(), 2)
            self.setSizes([round(height * 0.5), round(height * 0.5)])
            if not self._window.columns.is_tiny():
                self._window.columns.reveal(SIDE)
            # Once the panel stands there; what is found is written as what is read.
            self._window.later.want(self._make_letters_ready)
        if whole is not None:
            self._text_page.setHidden(whole)

    def _make_letters_ready(self) -> None:
        gathered = self._session.gathered
        if gathered is not None:
            self.panel.list.make_ready(gathered.facts.text[:_READ])

    def toggle_whole(self) -> None:
        """Give the hits the whole height, or share it with the text."""
        is_whole = not self.is_whole()
        self._text_page.setHidden(is_whole)
        if not is_whole:
            self._on_walked(self.panel.list.row())

    def leave(self) -> None:
        """Back to the text, the caret at the hit; nothing found is shown any more."""
        if self._panel is None:
            return
        hit = self._panel.model.hit(self._panel.list.row()) or self._shown
        self._panel.searching.cancel()
        self._later.stop()
        if hit is not None and self._session.document == hit.document:
            self._window.surface.set_caret(hit.end, anchor=hit.begin)
        self._panel.model.set_hits(())
        self._panel.hide()
        self._text_page.show()
        self._window.dock(SIDE).hide()
        self._shown = self._left_for = None
        self._window.surface.set_hits(())
        self._window.surface.setFocus()
        self._window.standing.show()

    def end(self) -> None:
        """Stop what runs: the corpus is being closed."""
        self._later.stop()
        if "preparing" in vars(self):
            self.preparing.end()
        if self._panel is not None and self._side is not None:
            self._panel.searching.end()
            self._side.end()
            self._panel.list.end()

    # Hits in the text

    def show_in_text(self) -> None:
        """Mark the hits of the open document in the text and in its overview."""
        if self._panel is None or self._window.text_page.is_finding():
            return
        document = self._session.document or ""
        found, current = self._panel.model.spans_in(document), -1
        shown = self._shown
        if shown is not None and shown.document == document:
            place = (shown.begin, shown.end)
            at = bisect_left(found, place)
            current = at if found[at : at + 1] == [place] else -1
        self._window.surface.set_hits(found, current)

    def _on_searched(self, _error: object = None) -> None:
        """Let be gathered on, once what was found is painted."""
        self._window.later.want(self.preparing.go_on)

    def _show_soon(self) -> None:
        """Mark hits in the text right after their list is painted, which is what one waits for."""
        self._window.later.want(self.show_in_text)

    def _on_document(self, _document: str) -> None:
        if self.has_hits():
            self.show_in_text()

    def _on_walked(self, row: int) -> None:
        """Show the place of a hit, at once in the open document, else when nobody walks on."""
        hit = self.panel.model.hit(row)
        self._window.standing.show()
        if hit is None or self.is_whole():
            return
        if hit.document == self._session.document:
            self._later.stop()
            self._show(hit)
        else:
            self._later.start()

    def _show_walked(self) -> None:
        hit = self.panel.model.hit(self.panel.list.row())
        if hit is not None and not self.is_whole():
            self._show(hit)

    def _show(self, hit: Hit) -> None:
        self._shown = hit
        if hit.document != self._session.document:
            self._session.open_document(hit.document)
        self.show_in_text()
        self._window.surface.scroll_to(hit.begin)

    def open_row(self, row: int, is_going: bool) -> None:
        """Put the caret at a hit; `is_going`: the focus too, one can come back to the hits."""
        hit = self.panel.model.hit(row)
        if hit is None:
            return
        window = self._window
        window.text_keys.close_modes()
        if self.is_whole():
            self._text_page.show()
            if is_going:
                self.panel.hide()
        self._show(hit)
        window.surface.set_caret(hit.end, anchor=hit.begin)
        if hit.annotation is not None:
            window.text_keys.select(hit.annotation)
        if is_going:
            self._left_for = hit
            window.surface.setFocus()

    def come_back(self) -> bool:
        """Go back from the place of a hit to the hits; say whether one came from there."""
        hit, self._left_for = self._left_for, None
        if hit is None or not self.has_hits() or self._session.document != hit.document:
            return False
        if not hit.begin - 1000 <= self._window.surface.caret() <= hit.end + 1000:
            return False
        is_hidden = not self.is_open()
        self.open(whole=True if is_hidden else None)
        self.panel.list.setFocus()
        return True

    def _leave_side(self) -> None:
        """Back from what is done with ticked hits to the hits."""
        self._window.columns.leave(SIDE)
        (self.panel.list if self.has_hits() else self.panel.field).setFocus()

    def is_beside(self) -> bool:
        """Say whether the focus is in the panel of what is done with ticked hits."""
        focused = self._window.focusWidget()
        return self._side is not None and focused is not None and self._side.isAncestorOf(focused)

    def _go_to_document(self, document_id: str) -> None:
        rows = self.panel.model.rows_in(document_id)
        if rows:
            self.panel.list.go_to(rows[0])
            self.panel.list.setFocus()

    # What follows edits

    def _on_ticks(self) -> None:
        count = self.panel.model.tick_count
        said = self._session.word("ticked_n", count=count) if count else ""
        self._window.columns.set_aside(SIDE, said)

    def _on_changed(self, changes: object) -> None:
        """Ask anew what hits can take; a document whose text changed is searched again."""
        if not self.is_open() and not self.has_hits():
            return
        touched = {change.table for change in changes.changes}  # type: ignore[attr-defined]
        kind = str(changes.kind)  # type: ignore[attr-defined]
        is_of_documents = "document" in touched or kind.startswith("documents.")
        if is_of_documents or (changes.is_bulk and self._lacks_documents()):  # type: ignore[attr-defined]
            self.panel.search()
        elif self.has_hits():
            self.panel.model.refresh()

    def _lacks_documents(self) -> bool:
        """Say whether a hit is of a document that is gone: what brought it was undone."""
        reader = self._session.store.read()
        return not all(map(reader.has_document, self.panel.documents))

    def set_look(self) -> None:
        """Take the look of the window."""
        if self._panel is not None:
            self._panel.set_look(self._window.look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Esc in the text take the hits away, once there is nothing else to take back."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.has_hits()
            and self._is_at_rest()
        ):
            self.leave()
            return True
        return super().eventFilter(watched, event)

    def _is_at_rest(self) -> bool:
        window = self._window
        begin, end = window.surface.selection()
        is_hit = self._shown is not None and (begin, end) == (self._shown.begin, self._shown.end)
        is_plain = begin == end or is_hit
        return window.text_keys.mode == TEXT and is_plain and self._session.current is None

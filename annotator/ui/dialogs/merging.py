"""Merges packages: what each is, who is who, what would become of it, then one step with undo.

The dialog stands beside the window, in which one goes on working: what it shows was tried on a copy
of the corpus, and is tried anew when the corpus changed.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QSplitter, QVBoxLayout, QWidget

from annotator.model.errors import AnnotatorError, Cancelled
from annotator.operations.editing.context import shortened
from annotator.operations.merging.merged import APPEALS
from annotator.operations.merging.merging import MergeReport, merge
from annotator.operations.merging.places import NEW_DOCUMENTS, Place
from annotator.operations.merging.receiving import Contents, Guesses
from annotator.text.names import visible
from annotator.ui.dialogs.dialog import Dialog
from annotator.ui.dialogs.merging_mapping import WhoIsWho
from annotator.ui.dialogs.merging_packages import Entry, PackagesList, examine
from annotator.ui.dialogs.merging_rows import MergeTree
from annotator.ui.dialogs.merging_told import answers_said, figures_said, is_known, texts_said
from annotator.ui.pace.tasks import Task

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_LIST_HEIGHT = 132
_SETTLED_AFTER_MS = 500
"""How long nothing is edited, at least, before a plan is made anew."""


class MergeDialog(Dialog):
    """The dialog of Review > Merge packages: it says what would be done before anything is."""

    def __init__(self, window: Desk, paths: Sequence[Path]) -> None:
        """Build with packages that were chosen or dropped."""
        super().__init__(window, "merge", size=(860, 600))
        self._window, self._session = window, window.sitting
        self.packages = PackagesList(self.language)
        self.packages.setToolTip(self.word("merge.packages_tip"))
        self.who = WhoIsWho(self._session)
        self.tree = MergeTree(self._session, window.look)
        self._report: MergeReport | None = None
        self._is_done = self._is_stopped = self._is_stale = self._is_closed = False
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._planned_in = 0.0
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        self.cancel = self.button("cancel", self.reject)
        self.again = self.button("merge.again", self._begin)
        self.undo = self.button("merge.undo", self._undo)
        self.go = self.button("merge.go_any", self.start, is_primary=True)
        self.again.hide()
        self.undo.hide()
        self.go.setEnabled(False)
        self.add(paths)
        self.tree.setFocus()

    def _build(self) -> None:
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 6, 0)
        column.addWidget(self.label("merge.packages", self.packages))
        column.addWidget(self.packages)
        self.packages.setMaximumHeight(_LIST_HEIGHT)
        self.more = self.plain_button("merge.more", self._browse)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(6)
        self.who_head = self.label("merge.who")
        column.addWidget(self.who_head)
        column.addWidget(self.who, 1)
        column = QVBoxLayout(right)
        column.setContentsMargins(6, 0, 0, 0)
        self.tree_head = self.label("merge.what", self.tree)
        column.addWidget(self.tree_head)
        column.addWidget(self.tree, 1)
        self.texts = self.secondary()
        column.addWidget(self.texts)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(left)
        halves.addWidget(right)
        for half, share in ((0, 4), (1, 5)):
            halves.setStretchFactor(half, share)
        halves.setSizes([370, 460])
        self.body.addWidget(halves)

    def _connect(self) -> None:
        self.who.chosen.connect(self._plan)
        self.tree.place_chosen.connect(self._show_place)
        self._session.changed.connect(self._on_changed)
        self._settling.timeout.connect(self._plan_anew)
        leave_out = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.packages)
        leave_out.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave_out.activated.connect(self._leave_out)

    # The packages

    def _browse(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, self.word("merge.title"), "", self.word("merge.filter")
        )
        self.take_focus()
        self.add([Path(name) for name in names])

    @property
    def takes_more(self) -> bool:
        """Whether packages can still be added: it stands there, and they are not merged yet."""
        return self.isVisible() and not (self._is_done or self._is_closed)

    def add(self, paths: Sequence[Path]) -> None:
        """Add packages; they are looked into, then it is said what would become of them."""
        if not self._is_done:
            self.packages.add(paths)
            self._begin()

    def _leave_out(self) -> None:
        row = self.packages.currentRow()
        if 0 <= row < len(self.packages.entries) and not self._is_done:
            self.end_task()
            self.packages.drop(row)
            self._begin()

    def _begin(self) -> None:
        """Look into what was not looked into yet, then plan."""
        self.end_task()
        self._is_stopped = False
        self.again.hide()
        self.go.setEnabled(False)
        if self.packages.entries:
            entries = list(self.packages.entries)
            work = partial(examine, self._session.store, entries, self.language)
            self.run(Task(work), self._on_seen)
        else:
            self.tree.clear()
            self.texts.setText("")
            self.say(self.word("merge.none"), "secondary")

    def _on_seen(self, seen: tuple[list[tuple[Entry, Contents | str]], Guesses]) -> None:
        found, guesses = seen
        for entry, held in found:
            entry.problem = held if isinstance(held, str) else ""
            entry.contents = None if isinstance(held, str) else held
        self.packages.show_entries()
        self.who.show_guesses(guesses)
        if self.who.boxes:
            self.who_head.setBuddy(self.who.boxes[0][2])
        if self._is_stopped:
            self._on_failed(Cancelled())
        else:
            self._plan()

    # What would become of it

    def _on_changed(self) -> None:
        """Note that the corpus is another one than what was tried."""
        self._is_stale = True
        if self.task is None and self._report is not None and not self._is_done:
            self.say(self.word("merge.stale"), "secondary")
        self._settle()

    def _settle(self) -> None:
        """Plan anew after a pause, a longer one where planning takes long."""
        self._settling.start(max(_SETTLED_AFTER_MS, round(self._planned_in * 1000)))

    def _plan_anew(self) -> None:
        is_over = self._is_done or self._is_closed
        if self._is_stale and not is_over and self.task is None and self._report is not None:
            self._begin()

    def _plan(self) -> None:
        """Do the merge on a copy, and show what it would do."""
        self.end_task()
        self._is_stopped = self._is_stale = False
        self.again.hide()
        self.go.setEnabled(False)
        self._report = None
        if not self.packages.good():
            self.tree.clear()
            self.texts.setText("")
            self.say(self._left_out() or self.word("merge.none"), "warn")
            return
        self.run(self._task(dry_run=True), self._on_planned)

    def _task(self, *, dry_run: bool) -> Task:
        session = self._session
        work = partial(
            merge,
            session.store,
            [contents.path for contents in self.packages.good()],
            by=session.annotator,
            mapping=self.who.mapping(),
            dry_run=dry_run,
        )
        return Task(work, writes=None if dry_run else session.store)

    def _on_planned(self, report: MergeReport) -> None:
        if self._is_stopped:
            self._on_failed(Cancelled())
            return
        self._report, self._planned_in = report, time.monotonic() - self._begun
        self._show(report)
        counts = report.merged.counts
        is_foreign = counts["documents"] > 0 and counts["documents"] == counts[NEW_DOCUMENTS]
        said = [
            figures_said("merge.figures", report, self.language),
            answers_said(report, self.language),
        ]
        if is_known(report):
            said.append(self.word("merge.nothing_new"))
        if is_foreign:
            said.append(self.word("merge.foreign"))
        left_out = self._left_out()
        self.say(
            " ".join(filter(None, (*said, left_out))), "warn" if is_foreign or left_out else ""
        )
        annotations = counts["annotations"]
        self.go.setText(
            self.counted("merge.go", annotations) if annotations else self.word("merge.go_any")
        )
        self.go.setEnabled(True)
        if self._is_stale:
            self._settle()

    def _show(self, report: MergeReport) -> None:
        self.tree.show_report(report)
        self.texts.setText(texts_said(report, self.language))

    def _left_out(self) -> str:
        bad = sum(1 for entry in self.packages.entries if entry.problem)
        return self.word("merge.left_out", count=bad) if bad else ""

    def _show_place(self, place: Place) -> None:
        """Show a place in the window behind."""
        if not self._session.store.read().has_document(place.document):
            self.say(
                self.word("merge.not_here", name=visible(shortened(place.name or place.what))),
                "secondary",
            )
            return
        self._window.act.going.go_to_place(place.document, place.begin or 0)
        self.activateWindow()
        self.tree.setFocus()

    # The work

    def start(self) -> None:
        """Merge, beside the window; a backup is made before."""
        if self._report is None or self.task is not None:
            return
        if self._is_stale:
            # What would be merged now is not what was shown.
            self._begin()
            return
        self._session.enter_annotator()
        self.go.setEnabled(False)
        if not self.run_beside(self._task(dry_run=False), self._on_merged):
            self.go.setEnabled(True)

    def _on_merged(self, report: MergeReport) -> None:
        self._is_done = True
        self._show(report)
        self.tree_head.setText(self.word("merge.what_done"))
        done = figures_said("merge.done", report, self.language)
        said = f"{answers_said(report, self.language)} {done}".strip()
        self.say(said, "good")
        for part in (self.go, self.more, self.who, self.who_head):
            part.hide()
        self.packages.setMaximumHeight(self.maximumHeight())
        self.undo.show()
        self.cancel.setText(self.word("close"))
        self.cancel.setFocus()
        window = self._window
        links = [(window.word("undo"), self._undo), (window.word("show"), self.come_back)]
        if report.merged.counts[APPEALS]:
            links.insert(0, (self.word("merge.decide"), self._decide))
        window.say(said, links)
        rows = self._session.documents(limit=1)
        if rows and self._session.document is None:
            self._session.open_document(rows[0].id)

    def _decide(self) -> None:
        """Open the place of an appeal, unless one is there already."""
        if self._window.act.reviewing.review is None:
            self._window.run_action("review.start")

    def open(self) -> None:
        """Show it beside the window, which goes on."""
        self.setModal(False)
        self.show()
        self.raise_()
        self.activateWindow()

    def done(self, result: int) -> None:
        """Close, and plan nothing any more."""
        self._is_closed = True
        super().done(result)

    def reject(self) -> None:
        """Stop what runs, though it may be just ready; else close."""
        self._is_stopped = self.task is not None
        super().reject()

    def _undo(self) -> None:
        self.close()
        self._window.act.steps.undo()

    def on_failed(self) -> None:
        """Let it be tried again: with another mapping, without a package, or as it is."""
        if not self._is_done:
            self.again.show()
            self.go.setEnabled(self._report is not None)

    def _on_failed(self, error: BaseException) -> None:
        super()._on_failed(error)
        path = error.data.get("path") if isinstance(error, AnnotatorError) else None
        for row, entry in enumerate(self.packages.entries):
            if str(entry.path) == path:
                self.packages.setCurrentRow(row)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take packages."""
        if event.mimeData().hasUrls() and not self._is_done:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the packages."""
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

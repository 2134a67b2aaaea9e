"""Makes a package: what is asked at the left, what goes along at the right, then the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from annotator.model.errors import AnnotatorError, Cancelled
from annotator.model.package import Package
from annotator.model.wording import sentence
from annotator.operations.corrections.packages import pack_corrections, weigh_corrections
from annotator.operations.packages.packages import pack_work, weigh_work
from annotator.operations.rounds.rounds import hand_to
from annotator.ui.dialogs.dialog import Dialog
from annotator.ui.dialogs.packaging_along import Along
from annotator.ui.dialogs.packaging_form import PackageForm
from annotator.ui.dialogs.packaging_target import PackageTarget
from annotator.ui.dialogs.written import File, Written, writing
from annotator.ui.pace.tasks import Task

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_COUNT_AFTER = 250
"""Milliseconds after the last change of what is sent until it is counted anew."""


class PackageDialog(Dialog):
    """The dialog of Review > Make a package."""

    def __init__(self, window: Desk, annotator: str | None = None) -> None:
        """Build for the open corpus, for somebody if they are known already."""
        super().__init__(window, "package")
        self._window, self._session = window, window.sitting
        self.form = PackageForm(window, self, annotator)
        self.along = Along(self._session)
        self.target = PackageTarget(self)
        self.written = Written(self.language)
        self._count: Task | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_COUNT_AFTER)
        self._soon.timeout.connect(self._weigh)
        self._build()
        self.cancel = self.button("cancel", self.reject)
        self.go = self.button("package.go_corrections", self.start, is_primary=True)
        self.form.changed.connect(self._on_changed)
        self.form.renamed.connect(self._name_target)
        self.written.said.connect(lambda text: self.say(text, "good"))
        self._name_target()
        self._on_changed()
        self.form.who.setFocus()

    def _build(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(6, 0, 0, 0)
        column.addWidget(self.label("package.along", self.along))
        column.addWidget(self.along, 1)
        column.addWidget(self.target)
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(self.form)
        self.halves.addWidget(right)
        for half, share in ((0, 3), (1, 4)):
            self.halves.setStretchFactor(half, share)
        self.halves.setSizes([310, 420])
        self.body.addWidget(self.halves)
        self.body.addWidget(self.written)
        self.written.hide()

    def _name_target(self) -> None:
        """Name the file after the corpus and whom it is for."""
        who, path = self.form.receiver(), self._session.corpus
        if who is not None:
            code = "package.name" if self.form.is_work() else "package.name_corrections"
            self.target.offer(path, self.word(code, corpus=path.stem, name=who.name(self.language)))

    def _on_changed(self) -> None:
        self._end_count()
        missing = self.form.missing()
        self.go.setEnabled(not missing)
        self.say(missing or self.form.promise(), "warn" if missing else "secondary")
        scope = self.form.scope()
        if self.form.is_work() and scope is not None:
            self.go.setText(self.counted("package.go", len(scope.documents)))
        else:
            self.go.setText(self.word("package.go_corrections"))
        if self._what_to_weigh() is None:
            self.along.say("")
        else:
            self.along.say(self.word("package.counting"))
            self._soon.start()

    # What goes along

    def _what_to_weigh(self) -> tuple[Callable[..., Any], Callable[[Any], None]] | None:
        """Return what counts what is sent, and what shows that; None while nothing can be."""
        parcel, who, store = self.form.parcel(), self.form.receiver(), self._session.store
        if parcel is not None:
            return partial(weigh_work, store, parcel), self._show_along
        if self.form.is_work() or who is None or who.is_new:
            return None
        return partial(weigh_corrections, store, who.annotator.id), self._show_corrections

    def _weigh(self) -> None:
        weighing = self._what_to_weigh()
        if weighing is not None:
            work, show = weighing
            self._count = task = Task(work)
            task.done.connect(show)
            task.failed.connect(self._on_count_failed)
            task.start()

    def _show_along(self, package: Package) -> None:
        self._count = None
        self.along.show_package(package)

    def _show_corrections(self, counts: Mapping[str, int]) -> None:
        self._count = None
        self.along.show_corrections(counts)

    def _on_count_failed(self, error: BaseException) -> None:
        self._count = None
        if not isinstance(error, AnnotatorError):
            raise error
        if not isinstance(error, Cancelled):
            self.along.say(sentence(error, self.language))

    def _end_count(self) -> None:
        self._soon.stop()
        task, self._count = self._count, None
        if task is not None:
            task.end()

    # The work

    def start(self) -> None:
        """Hand out what is not theirs yet, and write the package."""
        who, target, parcel = self.form.receiver(), self.target.path(), self.form.parcel()
        if self.task is not None or who is None or self.form.missing():
            return
        if target is None:
            self.target.setFocus()
            return
        self._end_count()
        session = self._session
        if parcel is not None:
            session.enter_annotator()
            try:
                hand_to(session.store, who.annotator, parcel.documents, by=session.annotator)
            except AnnotatorError as error:
                self.say(sentence(error, self.language), "bad")
                return
            work = partial(pack_work, session.store, target, parcel)
        else:
            key, by = who.annotator.id, session.annotator
            work = partial(pack_corrections, session.store, target, key, by=by)

        self.go.setEnabled(False)
        self.run(Task(writing(target, work)), self._on_written)

    def _on_written(self, file: File) -> None:
        said = self.written.stand_for(self.halves, file, go=self.go, cancel=self.cancel)
        self.say(said, "good")
        self._window.say(said)

    def on_failed(self) -> None:
        """Be ready to try again."""
        self.go.setEnabled(True)

    def end_task(self) -> None:
        """Stop counting as well."""
        self._end_count()
        super().end_task()

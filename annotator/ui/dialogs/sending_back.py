"""Sends back the work of whoever got a package: to whom, how far it is, and the file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.model.package import Package
from annotator.model.review import FINISHED, IGNORED
from annotator.operations.editing.context import shortened
from annotator.operations.packages.packages import pack_return
from annotator.text.names import visible
from annotator.ui.dialogs.dialog import Dialog
from annotator.ui.dialogs.packaging_target import PackageTarget
from annotator.ui.dialogs.written import File, Written, writing
from annotator.ui.pace.tasks import Task

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class SendBackDialog(Dialog):
    """The dialog of Review > Send my work back; Enter does it."""

    def __init__(self, window: Desk, got: Package) -> None:
        """Build for a corpus that was made of a package."""
        super().__init__(window, "sendback", size=(640, 360))
        self._window, self._session = window, window.sitting
        path = self._session.corpus
        self.target = PackageTarget(self)
        self.target.offer(path, self.word("sendback.name", corpus=path.stem))
        self.written = Written(self.language)
        self.written.hide()
        self.asked = QWidget()
        column = QVBoxLayout(self.asked)
        column.setContentsMargins(0, 0, 0, 0)
        for text in self._facts(got):
            column.addWidget(self.secondary(text))
        column.addSpacing(8)
        column.addWidget(self.target)
        column.addStretch(1)
        self.body.addWidget(self.asked)
        self.body.addWidget(self.written)
        self.written.said.connect(lambda text: self.say(text, "good"))
        self.cancel = self.button("cancel", self.reject)
        self.go = self.button("sendback.go", self.start, is_primary=True)
        self.go.setFocus()

    def _facts(self, got: Package) -> list[str]:
        session = self._session
        states = [
            a.state for a in session.store.read().assignments() if a.annotator == got.to_annotator
        ]
        total = session.store.counts()["document"]
        finished = sum(state in (FINISHED, IGNORED) for state in states)
        to, name = self.word("sendback.to_nobody"), session.annotator_name(got.from_annotator or "")
        if got.from_annotator:
            to = self.word("sendback.to", name=visible(shortened(name)))
        said = [to, self.word("sendback.states", finished=finished, documents=total)]
        if finished < total:
            said.append(self.word("sendback.unfinished"))
        return said

    def start(self) -> None:
        """Write the package."""
        target = self.target.path()
        if self.task is not None or target is None:
            self.target.setFocus()
            return
        work = partial(pack_return, self._session.store, target)

        self.go.setEnabled(False)
        self.run(Task(writing(target, work)), self._on_written)

    def _on_written(self, file: File) -> None:
        said = self.written.stand_for(self.asked, file, go=self.go, cancel=self.cancel)
        self.say(said, "good")
        self._window.say(said)

    def on_failed(self) -> None:
        """Be ready to try again."""
        self.go.setEnabled(True)

"""What keeps a corpus: saving it elsewhere, putting a backup back, checking it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from annotator.model.progress import Progress
from annotator.operations.keeping.corpus import SUFFIX
from annotator.ui.pace.tasks import Task
from annotator.ui.sitting.drafts import COMMENT

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class KeepingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

    def save_elsewhere(self) -> None:
        """Ask for a name, write the corpus there, verified, and go on in that file."""
        from PySide6.QtWidgets import QFileDialog

        window = self._window
        path = window.sitting.corpus
        name, _ = QFileDialog.getSaveFileName(
            window,
            window.word("remedy.save_elsewhere"),
            str(path.with_name(f"{path.stem}-2{SUFFIX}")),
            window.word("corpora"),
        )
        if name:
            target = Path(name)
            self.save_as(target if target.suffix else target.with_suffix(SUFFIX))

    def save_as(self, target: Path) -> None:
        """Write the corpus to a file, while the window waits with edits, and open that."""
        from annotator.operations.keeping.safety import save_elsewhere

        window, store = self._window, self._window.sitting.store

        def go_on(_: None) -> None:
            window.guarding.leave(store)
            if window.act.corpus.open_path(target):
                window.say(window.word("saved_elsewhere", path=target))

        task = Task(lambda progress: save_elsewhere(store, target, progress), writes=store)
        window.telling.run(task, go_on)

    def show_own_backups(self) -> None:
        """List the backups of the open corpus."""
        self.show_backups(self._window.sitting.corpus)

    def show_backups(self, corpus: Path) -> None:
        """List the backups of a corpus, open or not."""
        from annotator.ui.dialogs.backups import BackupsDialog

        BackupsDialog(self._window, corpus).open()

    def restore(self, corpus: Path, backup: Path) -> None:
        """Put a backup in the place of a corpus; what was there is renamed, and open is closed."""
        from annotator.operations.keeping.safety import restore

        window, session = self._window, self._window.session
        if session is not None and session.corpus.absolute() == corpus.absolute():
            self._window.close_session()
            self._window.show_welcome()

        def show(old: Path | None) -> None:
            code = "restored" if old is not None else "restored_new"
            if window.act.corpus.open_path(corpus):
                window.tell(window.word(code, name=corpus.name, old=old.name if old else ""))

        def give_up(error: BaseException) -> None:
            window.act.corpus.open_path(corpus)
            window.telling.fail(error)

        window.telling.run(Task(lambda progress: restore(corpus, backup)), show, give_up)

    def repair(self, corpus: Path) -> None:
        """Repair a corpus that does not open, each kind in a step, and open it."""
        from annotator.operations.rescue.repair import open_for_repair, repair_corpus

        window = self._window

        def work(progress: Progress) -> int:
            with open_for_repair(corpus) as store:
                return sum(repair.count for repair in repair_corpus(store).repairs)

        def show(count: int) -> None:
            if window.act.corpus.open_path(corpus):
                window.failure.hide()
                window.tell(window.word("repaired", name=corpus.name, count=count))

        window.telling.run(Task(work, can_cancel=False), show)

    def offer_drafts(self) -> None:
        """Say that texts were being typed when the corpus was closed or the program cut off."""
        window = self._window
        count = len(window.sitting.drafts.places())
        if count:
            said = window.word("drafts_one" if count == 1 else "drafts_n", count=count)
            window.telling.offer(said, [(window.word("draft_show"), self.show_draft)])

    def show_draft(self) -> None:
        """Go to the first text that was being typed, in its field; one without a place is gone."""
        window, session = self._window, self._window.sitting
        window.failure.dismissed()
        reader = session.store.read()
        for place in session.drafts.places():
            found = reader.annotation(place.annotation) if place.annotation else None
            if not reader.has_document(place.document) or (place.annotation and found is None):
                session.drafts.drop(place)
                continue
            window.open_document(place.document)
            if found is not None:
                window.act.going.go_to_annotation(found.id)
            else:
                session.set_current(None)
            if place.kind == COMMENT:
                self._show_comment(place.feature)
            else:
                field = window.columns.inspector.field(place.feature)
                if field is not None:
                    window.dock("inspector").show()
                    field.setFocus()
            return

    def _show_comment(self, about: str) -> None:
        """Open the field of a comment that was being written; an answer in its thread."""
        window = self._window
        answered = window.sitting.store.read().comment(about) if about else None
        if answered is not None:
            window.dock("inspector").show()
            window.columns.inspector.settle()
            window.act.talking.reply_to(answered)
        else:
            window.act.talking.add_comment()

    def check_corpus(self) -> None:
        """Check the corpus and list what is found."""
        from annotator.ui.dialogs.checking import CheckDialog

        CheckDialog(self._window, self._window.sitting).open()

"""What is done with packages: made, opened, sent back, merged."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.formats.package import read_manifest
from annotator.model.errors import AnnotatorError
from annotator.model.package import RETURN, WORK
from annotator.model.sentences import sentence_of
from annotator.operations.merging.belonging import belongs_to, corpus_beside, look_for_home
from annotator.operations.merging.receiving import Contents
from annotator.operations.packages.packages import package_of
from annotator.ui.pace.tasks import Task
from annotator.ui.words.dialogs import word

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class SharingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

    def make_package(self) -> None:
        """Ask what is sent to whom; from the page of people, to the one that is walked to."""
        from annotator.ui.dialogs.packaging import PackageDialog

        act = self._window.act
        chosen = act.handing.chosen() if act.is_made("handing") else None
        PackageDialog(self._window, chosen).open()

    def send_back(self) -> None:
        """Send the work back that a corpus was made for; say so if it was made for none."""
        from annotator.ui.dialogs.sending_back import SendBackDialog

        window = self._window
        try:
            got = package_of(window.sitting.store.read())
        except AnnotatorError as error:
            window.telling.fail(error)
            return
        if got is None:
            window.say(sentence_of("no_package_here", {}, window.language, in_window=True))
            return
        SendBackDialog(window, got).open()

    def ask_package(self) -> None:
        """Ask for a package and open it."""
        paths = self._asked(several=False)
        if paths:
            self.open_package(paths[0])

    def open_package(self, path: Path) -> None:
        """Look into a package, and show what can be done with it; say what is wrong with it.

        The corpus that it belongs to is looked for beside it and among those opened last.
        """
        window = self._window
        try:
            package = read_manifest(path)
        except AnnotatorError as error:
            window.telling.fail(error)
            return
        session = window.session
        if package.kind == RETURN and session is not None and not session.store.is_read_only:
            self.merge_paths([path])
            return
        if session is not None and belongs_to(session.store, package):
            home, corpora = session.corpus, []
        else:
            corpora = [corpus_beside(path), *map(Path, window.settings.recent)]
            home = None
            if session is not None:
                corpora = [x for x in corpora if x.resolve() != session.corpus.resolve()]

        def show(found: tuple[Contents, Path | None]) -> None:
            self._show(found[0], home or found[1])

        window.telling.run(Task(partial(look_for_home, path, corpora)), show)

    def _show(self, contents: Contents, home: Path | None) -> None:
        """Show a package; what is for another corpus that is known opens that one first."""
        from annotator.ui.dialogs.receiving import ReceiveDialog

        window, kind = self._window, contents.package.kind
        session = window.session
        is_elsewhere = home is not None and (session is None or session.corpus != home)
        if kind != WORK and home is not None and is_elsewhere:
            if not window.act.corpus.open_path(home):
                return
            if kind == RETURN:
                self.merge_paths([contents.path])
                return
        ReceiveDialog(window, contents, home).open()

    def take_packages(self, paths: Sequence[str]) -> None:
        """Take packages that were dropped: one is opened, several are merged."""
        found = [Path(path) for path in paths]
        if len(found) == 1 or self._window.session is None:
            self.open_package(found[0])
        else:
            self.merge_paths(found)

    def merge(self) -> None:
        """Ask for packages and merge them."""
        self.merge_paths(self._asked(several=True))

    def merge_paths(self, paths: Sequence[Path]) -> None:
        """Show what a merge of packages would do; where nothing may be written, say that.

        Where that is shown already, the packages join those that are there.
        """
        from annotator.ui.dialogs.merging import MergeDialog

        window = self._window
        if window.sitting.store.is_read_only:
            window.say(sentence_of("read_only", {}, window.language))
            return
        there = next((x for x in window.findChildren(MergeDialog) if x.takes_more), None)
        if there is not None and paths:
            there.add(paths)
            there.open()
        elif paths:
            MergeDialog(window, paths).open()

    def _asked(self, *, several: bool) -> list[Path]:
        from PySide6.QtWidgets import QFileDialog

        language = self._window.language
        title = word("merge.title" if several else "receive.title", language)
        ask = QFileDialog.getOpenFileNames if several else QFileDialog.getOpenFileName
        names, _ = ask(self._window, title, self._folder(), word("package.filter", language))
        self._window.activateWindow()
        return [Path(name) for name in ([names] if isinstance(names, str) else names) if name]

    def _folder(self) -> str:
        session = self._window.session
        return str(session.corpus.parent) if session is not None else ""

"""Opens a package: what came and from whom, where its corpus goes, and who one is in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.model.language import text_in
from annotator.model.package import CORRECTIONS, RETURN, WORK
from annotator.model.progress import Progress
from annotator.model.review import Annotator
from annotator.model.sentences import sentence_of
from annotator.operations.corrections.packages import take_corrections
from annotator.operations.editing.context import shortened
from annotator.operations.keeping.corpus import SUFFIX, put_annotator
from annotator.operations.merging.belonging import corpus_beside
from annotator.operations.merging.receiving import Contents
from annotator.operations.packages.packages import open_package
from annotator.text.names import visible
from annotator.ui.dialogs.dialog import Dialog
from annotator.ui.dialogs.reading_rows import RowsList
from annotator.ui.pace.tasks import Task
from annotator.ui.widgets.rows import Shown
from annotator.ui.words.local_form import date_in, number_in, size_in

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class ReceiveDialog(Dialog):
    """What came with a package that was found whole, and what can be done with it."""

    def __init__(self, window: Desk, contents: Contents, home: Path | None = None) -> None:
        """Build for a package; `home` is the corpus that was made of it, if one is known."""
        super().__init__(window, "receive")
        self._window, self._contents, self._home = window, contents, home
        self.facts = RowsList()
        self.facts.show_rows(self._facts())
        self.guidelines = QPlainTextEdit()
        self.guidelines.setReadOnly(True)
        self.guidelines.setTabChangesFocus(True)
        self.place = QLineEdit(str(self._free_place()))
        self.you = QLineEdit()
        self._right = QWidget()
        self._build()
        self.place.textChanged.connect(self._check)
        self.cancel = self.button("cancel", self.reject)
        self._add_buttons()

    @property
    def _kind(self) -> str:
        return self._contents.package.kind

    def _named(self, annotator: str | None) -> str:
        names = self._contents.name_of(annotator)
        unknown = self.word("receive.unknown")
        return visible(shortened(text_in(names, self.language, annotator or unknown)))

    def _facts(self) -> Iterator[Shown]:
        package, language = self._contents.package, self.language
        yield Shown(self.word("receive.from"), self._named(package.from_annotator))
        yield Shown(self.word("receive.to"), self._named(package.to_annotator))
        for kind in ("documents", "annotations"):
            count = package.counts.get(kind, 0)
            yield Shown(self.word(f"receive.{kind}"), number_in(count, language))
        scheme = self._contents.header.scheme
        layers = [
            text_in(x.names, language, x.id)
            for x in (scheme.layers if scheme is not None else ())
            if x.id in package.layers
        ]
        all_of_them = self.word("receive.all_layers")
        yield Shown(self.word("receive.layers"), ", ".join(layers) or all_of_them)
        if self._kind == WORK:
            code = "receive.is_blind" if package.is_blind else "receive.is_open"
            yield Shown(self.word("receive.blind"), self.word(code))
            due = date_in(package.due, language) or self.word("receive.unknown")
            yield Shown(self.word("receive.due"), due)
        yield Shown(self.word("receive.size"), size_in(self._contents.size, language))

    def _free_place(self) -> Path:
        """Return where the corpus is, or goes by default: beside the package, under its name."""
        # Another corpus of that name, of an earlier round perhaps, is not what came now.
        return self._home or corpus_beside(self._contents.path, is_new=True)

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 6, 0)
        column.addWidget(self.label("receive.facts", self.facts))
        column.addWidget(self.facts, 1)
        column = QVBoxLayout(self._right)
        column.setContentsMargins(6, 0, 0, 0)
        if self._kind == WORK:
            self._build_work(column)
        else:
            self._build_other(column)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(left)
        halves.addWidget(self._right)
        for half, share in ((0, 3), (1, 4)):
            halves.setStretchFactor(half, share)
        halves.setSizes([310, 420])
        self.body.addWidget(halves)

    def _build_work(self, column: QVBoxLayout) -> None:
        column.addWidget(self.label("receive.place", self.place))
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        browse = self.plain_button("receive.choose", self._browse)
        browse.setAccessibleName(self.word("receive.browse"))
        browse.setToolTip(self.word("receive.browse"))
        row.addWidget(browse)
        column.addLayout(row)
        to = self._contents.package.to_annotator
        if self._contents.name_of(to):
            column.addWidget(self.secondary(self.word("receive.you_are", name=self._named(to))))
        else:
            self.you.setText(self._window.settings.text("name"))
            self.you.setPlaceholderText(visible(to))
            column.addWidget(self.label("receive.you", self.you))
            column.addWidget(self.you)
        self.guidelines.setPlainText(
            self._contents.guidelines or self.word("receive.no_guidelines")
        )
        column.addSpacing(6)
        column.addWidget(self.label("receive.guidelines", self.guidelines))
        column.addWidget(self.guidelines, 1)
        session = self._window.session
        if session is not None and not session.store.is_read_only:
            merge = self.plain_button("receive.merge", self._merge)
            merge.setToolTip(self.word("receive.merge_tip"))
            column.addWidget(merge, 0, Qt.AlignmentFlag.AlignLeft)

    def _build_other(self, column: QVBoxLayout) -> None:
        name = self._named(self._contents.package.to_annotator)
        if self._can_take():
            said = self.word("receive.corrections", name=name)
        elif self._kind == CORRECTIONS and self._window.session is not None:
            said = self.word("receive.not_yours", name=name)
        else:
            said = self.word(f"receive.is_{self._kind}")
        column.addWidget(self.secondary(said))
        column.addStretch(1)

    def _can_take(self) -> bool:
        """Say whether corrections are for somebody who works in the open corpus."""
        session, wanted = self._window.session, self._contents.package.to_annotator
        if self._kind != CORRECTIONS or session is None or session.store.is_read_only:
            return False
        return any(a.id == wanted for a in session.annotators())

    def _add_buttons(self) -> None:
        if self._kind == WORK:
            self.existing = self.button("receive.open_existing", self._open_existing)
            self.existing.setAutoDefault(True)
            self.go = self.button("receive.go", self.start, is_primary=True)
            count = self._contents.package.counts.get("documents", 0)
            self.go.setText(self.counted("receive.go", count))
        elif self._can_take():
            self.go = self.button("receive.take", self._take, is_primary=True)
        else:
            self.go = self.button("receive.open_corpus", self._open_corpus, is_primary=True)
        self.go.setFocus()
        if self._kind == WORK:
            self._check()
            (self.go if self.existing.isHidden() else self.existing).setFocus()

    # Work

    def path(self) -> Path:
        """Return the file that will be made."""
        path = Path(self.place.text().strip()).expanduser()
        return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)

    def _check(self) -> None:
        is_said = bool(self.place.text().strip())
        is_there = is_said and self.path().exists()
        self.go.setEnabled(is_said and not is_there)
        self._offer(is_there=is_there)
        if not is_said:
            self.say(self.word("receive.no_place"), "warn")
        elif is_there:
            is_home = self._home is not None and self.path() == self._home
            code = "receive.had" if is_home else "receive.exists"
            self.say(self.word(code), "secondary" if is_home else "warn")
        else:
            self.say(self.word("receive.will_be"), "secondary")

    def _offer(self, *, is_there: bool = False) -> None:
        """Have a button that makes the corpus, or one that opens it if it is there."""
        self.existing.setVisible(is_there)
        self.existing.setDefault(is_there)
        self.go.setVisible(not is_there)
        self.go.setDefault(not is_there)

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.word("receive.title"), self.place.text(), self._window.word("corpora")
        )
        self.take_focus()
        if name:
            self.place.setText(name)

    def start(self) -> None:
        """Make the corpus and open it."""
        if self.task is not None or not self.go.isEnabled():
            return
        source, target = self._contents.path, self.path()
        me, typed = self._contents.package.to_annotator, " ".join(self.you.text().split())
        named = Annotator(id=me, names={self.language: typed}) if typed else None

        def work(progress: Progress) -> None:
            store, _package = open_package(source, target, progress)
            with store:
                if named is not None:
                    put_annotator(store, named)

        self.go.setEnabled(False)
        self.run(Task(work), lambda _made: self._on_made(target))

    def _on_made(self, target: Path) -> None:
        window, package = self._window, self._contents.package
        settings = window.settings
        settings.set_text(settings.of_corpus("annotator", target), package.to_annotator)
        self.close()
        if window.act.corpus.open_path(target):
            due = date_in(package.due, self.language)
            said = self.word(
                "receive.opened",
                documents=package.counts.get("documents", 0),
                due=self.word("receive.due_on", day=due) if due else "",
            )
            window.say(said.strip())

    def _open_existing(self) -> None:
        path, session = self.path(), self._window.session
        self.close()
        if session is None or session.corpus.resolve() != path.resolve():
            self._window.act.corpus.open_path(path)

    def _merge(self) -> None:
        self.close()
        self._window.act.sharing.merge_paths([self._contents.path])

    # Corrections, and what needs another corpus

    def _take(self) -> None:
        session = self._window.sitting
        work = partial(take_corrections, session.store, self._contents.path)
        self.go.setEnabled(False)
        self.run(Task(work, writes=session.store), self._on_taken)

    def _on_taken(self, new: int) -> None:
        window = self._window
        self.close()
        said = sentence_of("told.corrections_taken", {"new": new}, self.language)
        # Undo takes back one's own last step, which this is only if one is whom they are for.
        is_own = window.sitting.annotator == self._contents.package.to_annotator
        links = [
            (window.word("show"), partial(window.run_action, "corrections.start")),
            (window.word("undo"), window.act.steps.undo),
        ]
        window.say(said, links if new and is_own else ())

    def _open_corpus(self) -> None:
        window, path, kind = self._window, self._contents.path, self._kind
        before = window.session
        self.close()
        window.act.corpus.open_corpus_dialog()
        if window.session is not None and window.session is not before:
            if kind == RETURN:
                window.act.sharing.merge_paths([path])
            else:
                window.act.sharing.open_package(path)

    def on_failed(self) -> None:
        """Be ready to try again."""
        self.go.setEnabled(True)
        if self._kind == WORK:
            self._offer(is_there=self.path().exists())

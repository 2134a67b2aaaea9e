"""What the window shows without a corpus: make one, open one, see the demonstration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QStandardPaths, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.model.errors import AnnotatorError
from annotator.model.wording import sentence
from annotator.text.names import visible
from annotator.ui.look.look import Look
from annotator.ui.pace.tasks import Task
from annotator.ui.widgets.rows import Elided, Shown, dress_rows, key_cap, row_item
from annotator.ui.words.local_form import day_in, number_in

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_SHOWN = 8
_PATH = int(Qt.ItemDataRole.UserRole)


class Welcome(QWidget):
    """Cards for what can be done, and the files that were open lately."""

    def __init__(self, window: Desk) -> None:
        """Build for a window."""
        super().__init__()
        self._window = window
        self.task: Task | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addLayout(self._left(), 4)
        line = QFrame()
        line.setFixedWidth(1)
        line.setProperty("role", "line")
        line.setStyleSheet("max-height: 16777215px;")
        row.addSpacing(32)
        row.addWidget(line)
        row.addSpacing(32)
        row.addLayout(self._right(), 4)
        row.addStretch(1)
        self.setFocusProxy(self.cards[0])

    def _left(self) -> QVBoxLayout:
        window, word = self._window, self._window.word
        column = QVBoxLayout()
        column.addStretch(1)
        column.addWidget(_Name(window.look))
        said = QLabel(word("tagline"))
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        said.setProperty("role", "secondary")
        column.addWidget(said)
        column.addSpacing(20)
        first, corpus = window.keymap.first, window.act.corpus
        self.cards = [
            _Card("welcome_demo", "Enter", self.open_demo, window, is_primary=True),
            _Card("welcome_new", first("corpus.new"), corpus.new_corpus, window),
            _Card("welcome_open", first("corpus.open"), corpus.open_corpus_dialog, window),
            _Card("welcome_texts", "", corpus.import_folder, window),
        ]
        for card in self.cards:
            column.addWidget(card)
            column.addSpacing(6)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.hide()
        column.addWidget(self.bar)
        column.addStretch(2)
        return column

    def _right(self) -> QVBoxLayout:
        window, word = self._window, self._window.word
        column = QVBoxLayout()
        column.addStretch(1)
        head = QLabel(word("recent"))
        head.setProperty("role", "head")
        column.addWidget(head)
        self.recent = _Recent()
        self.recent.setAccessibleName(word("recent"))
        for name in window.settings.recent[:_SHOWN]:
            self.recent.addItem(self._recent_item(name))
        self.recent.opened.connect(self._open_recent)
        self.recent.setVisible(self.recent.count() > 0)
        none = QLabel(word("no_recent"))
        none.setTextFormat(Qt.TextFormat.PlainText)
        none.setWordWrap(True)
        none.setProperty("role", "secondary")
        none.setVisible(self.recent.count() == 0)
        column.addWidget(none)
        column.addWidget(self.recent, 6)
        column.addStretch(2)
        foot = QHBoxLayout()
        here = QLabel(word("stays_here"))
        here.setProperty("role", "secondary")
        foot.addWidget(here, 1)
        other = QPushButton("English" if window.language == "bg" else "Български")
        other.setProperty("role", "link")
        other.clicked.connect(
            lambda: window.set_language("en" if window.language == "bg" else "bg")
        )
        foot.addWidget(other)
        column.addLayout(foot)
        column.addSpacing(24)
        return column

    def _recent_item(self, name: str) -> QListWidgetItem:
        """Return the row of a corpus: name and day, what it held, where it is."""
        window, path = self._window, Path(name)
        language, word = window.language, window.word
        facts = window.settings.recent_facts(path)
        held = ""
        if not path.exists():
            held = word("missing_file")
        elif facts:
            numbers = (int(facts.get(key, 0)) for key in ("documents", "finished"))
            documents, finished = (number_in(number, language) for number in numbers)
            held = word("recent_held", documents=documents, finished=finished)
        day = day_in(str(facts.get("day", "")), language)
        where = visible(_shown_folder(path))
        row = Shown(path.stem, aside=day, below="\n".join(x for x in (held, where) if x))
        item = row_item(row)
        item.setData(_PATH, name)
        if not path.exists():
            item.setForeground(QColor(window.look.tokens.faint))
        return item

    def _open_recent(self, name: str) -> None:
        """Open a corpus; one that is not there any more is looked for."""
        if Path(name).exists():
            self._window.act.corpus.open_path(Path(name))
        else:
            self._window.act.corpus.open_corpus_dialog()

    def open_demo(self) -> None:
        """Open the demonstration in the documents folder; make it, unless it was worked in."""
        from annotator.operations.exporting.demo import demo_in

        if self.task is not None:
            return
        place = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(place) or ".") / "annotator-demo"
        self.task = Task(lambda progress: demo_in(folder, progress))
        self.task.done.connect(self._on_made)
        self.task.failed.connect(self._on_failed)
        self.bar.show()
        self.task.start()

    def _on_made(self, corpus: Path) -> None:
        self.task = None
        self._window.act.corpus.open_path(corpus)

    def _on_failed(self, error: BaseException) -> None:
        self.task = None
        self.bar.hide()
        if not isinstance(error, AnnotatorError):
            raise error
        self._window.say(sentence(error, self._window.language))

    def end(self) -> None:
        """Stop what runs."""
        task, self.task = self.task, None
        if task is not None:
            task.end()


def _shown_folder(path: Path) -> str:
    """Return a path with the home folder as people write it."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except ValueError:
        return str(path)


class _Name(QWidget):
    """The name of the program, drawn as an annotated word."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(round(72 * look.scale))
        self.setAccessibleName("Annotator")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._look
        font = look.text_font(36)
        font.setBold(True)
        metrics = QFontMetricsF(font)
        first, whole = metrics.horizontalAdvance("Anno"), metrics.horizontalAdvance("Annotator")
        colours = [look.layer(slot) for slot in range(3)]
        height = metrics.height()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours[0].fill or look.tokens.raised))
        painter.drawRoundedRect(QRectF(0, 2, first, height), 3, 3)
        painter.setPen(QColor(look.tokens.ink))
        painter.setFont(font)
        painter.drawText(QPointF(0, metrics.ascent() + 2), "Annotator")
        for ink, begin, end, y, style in (
            (colours[0].ink, 0.0, first, 6.0, Qt.PenStyle.SolidLine),
            (colours[1].ink, first, whole, 6.0, Qt.PenStyle.DotLine),
            (colours[2].ink, 0.0, whole, 11.0, Qt.PenStyle.SolidLine),
            (colours[2].ink, 0.0, whole, 14.0, Qt.PenStyle.SolidLine),
        ):
            painter.setPen(QPen(QColor(ink), 1.0 if y > 10 else 2.0, style))
            painter.drawLine(QPointF(begin, height + y), QPointF(end, height + y))


class _Card(QPushButton):
    """A button of two lines, with its key at the right."""

    def __init__(
        self, code: str, keys: str, run: object, window: Desk, *, is_primary: bool = False
    ) -> None:
        super().__init__()
        word = window.word
        self.setProperty("primary", is_primary)
        self.setAutoDefault(True)
        self.setMinimumHeight(round(56 * window.look.scale))
        self.setAccessibleName(word(code))
        self.setAccessibleDescription(word(f"{code}_more"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 14, 8)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        for text, role in ((word(code), "title"), (word(f"{code}_more"), "secondary")):
            label = Elided(text, role)
            label.setProperty("on_primary", is_primary)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            lines.addWidget(label)
        row.addLayout(lines, 1)
        if keys:
            cap = key_cap(keys)
            cap.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row.addWidget(cap)
        self.clicked.connect(lambda _=False: run())  # type: ignore[operator]


class _Recent(QListWidget):
    """Files; Enter or a click opens one."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        dress_rows(self)
        self.itemClicked.connect(lambda item: self.opened.emit(item.data(_PATH)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.opened.emit(item.data(_PATH))
            return
        super().keyPressEvent(event)

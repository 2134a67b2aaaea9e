"""A window on the samples, for the tests of the interface."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.app import build_window
from annotator.ui.look.look import Look, families_found
from annotator.ui.main_window import MainWindow
from annotator.ui.pace import tasks
from annotator.ui.settings.settings import Settings
from tests.samples import make_samples

MakeWindow = Callable[..., MainWindow]
HeldBack = Callable[[], AbstractContextManager[None]]


@pytest.fixture(scope="session")
def samples_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of the samples, made once."""
    path = tmp_path_factory.mktemp("samples") / "samples.corpus"
    make_samples(path).close()
    return path


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, without carets that blink: pictures are alike whenever they are taken."""
    qapp.setCursorFlashTime(0)
    return qapp


@pytest.fixture
def blinking(qapp: QApplication) -> Iterator[None]:
    """Let carets blink all the same, as the desktop has it."""
    qapp.setCursorFlashTime(1000)
    yield
    qapp.setCursorFlashTime(0)


@pytest.fixture(autouse=True)
def _own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the program remembers of a corpus is the test's own: all samples have one id."""
    monkeypatch.setenv("ANNOTATOR_STATE", str(tmp_path / "state"))


@pytest.fixture
def held_back(monkeypatch: pytest.MonkeyPatch) -> HeldBack:
    """Return a context until whose end no work begins on a thread that is started within it.

    So what is done meanwhile comes first, however quick the thread is. Work that is asked to stop
    begins, and sees that it shall stop.
    """

    @contextmanager
    def held() -> Iterator[None]:
        goes_on, run = Event(), tasks._Thread.run

        def run_late(thread: tasks._Thread) -> None:
            stop = thread._work.__self__._stop  # type: ignore[attr-defined]
            while not goes_on.wait(0.01) and not stop.is_set():
                pass
            run(thread)

        with monkeypatch.context() as patch:
            patch.setattr(tasks._Thread, "run", run_late)
            try:
                yield
            finally:
                goes_on.set()

    return held


@pytest.fixture
def has_own_fonts(qapp: QApplication) -> bool:
    """Are the fonts there for which the window is made? In others its words are wider."""
    return bool(families_found(Look().interface_families))


@pytest.fixture
def corpus(samples_file: Path, tmp_path: Path) -> Path:
    """A corpus of the samples of one's own."""
    return Path(shutil.copy(samples_file, tmp_path / "samples.corpus"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings in a file of their own."""
    made = Settings(tmp_path / "settings.ini")
    made.set_text("language", "en")
    made.set_text("theme", "light")
    made.set_text("annotator", "gold")
    return made


@pytest.fixture
def make_window(qtbot: QtBot, settings: Settings) -> MakeWindow:
    """Return a function that shows a window, on a corpus if one is given."""

    def make(corpus: Path | None = None, *, size: tuple[int, int] = (1440, 900)) -> MainWindow:
        window = build_window(corpus, settings)
        qtbot.addWidget(window)
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        return window

    return make


@pytest.fixture
def window(make_window: MakeWindow, corpus: Path) -> MainWindow:
    """A window on the samples whose text has the focus."""
    made = make_window(corpus)
    made.activateWindow()
    made.surface.setFocus()
    return made

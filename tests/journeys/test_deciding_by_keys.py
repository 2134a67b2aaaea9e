"""Every difference between the seed's two annotators is decided in a real window, by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.model.review import ADJUDICATED_SET
from annotator.operations.adjudication.deciding_many import accept_agreeing
from annotator.operations.keeping.corpus import open_corpus
from annotator.ui.app import build_window
from annotator.ui.main_window import MainWindow
from annotator.ui.settings.settings import Settings
from tests.operations.judged import work_of
from tests.samples import make_samples

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Decider:
    """Presses keys in a window and counts them."""

    def __init__(self, qtbot: QtBot, corpus: Path, settings: Settings) -> None:
        self.qtbot, self.presses = qtbot, 0
        self.window: MainWindow = build_window(corpus, settings)
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.surface.setFocus()
        qtbot.keyClick(self.window, Qt.Key.Key_R, CTRL | SHIFT)

    @property
    def open(self) -> int:
        """How many places of the document are open."""
        return self.window.act.reviewing.review.counts()[2]

    def press(self, key: str) -> None:
        self.presses += 1
        self.qtbot.keyClick(self.window.surface, key)


@pytest.mark.parametrize(("key", "taken"), [("1", "coder_b"), ("2", "gold")])
def test_the_seed_is_decided_by_one_key_each(
    qtbot: QtBot, tmp_path: Path, key: str, taken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = tmp_path / "seed.corpus"
    make_samples(corpus).close()
    settings = Settings(tmp_path / "settings.ini")
    settings.set_text("language", "en")
    settings.set_text("annotator", "lead")
    decider = Decider(qtbot, corpus, settings)
    document = decider.window.sitting.document
    assert decider.open == 20
    for _ in range(12):
        decider.press(key)
    assert decider.open == 8
    # Three are taken back; then the window is closed in the middle of the work.
    for _ in range(3):
        qtbot.keyClick(decider.window, Qt.Key.Key_Z, CTRL)
    assert decider.open == 11
    here = decider.window.act.reviewing.review.case_id
    decider.window.close()
    again = Decider(qtbot, corpus, settings)
    assert again.window.act.reviewing.review.case_id == here
    assert again.open == 11
    while again.open:
        again.press(key)
    assert decider.presses + again.presses == 20 + 3
    assert again.window.text_page.review_bar.title.text() == "Nothing left to decide here."
    again.window.close()
    with capsys.disabled():
        print(f"\n{taken}: 20 decisions, {decider.presses + again.presses - 3} presses, 1 each")
    with open_corpus(corpus) as store:
        assert document is not None
        assert len(store.read().decisions(document)) == 20
        assert accept_agreeing(store, annotator="lead") == 66
        assert work_of(store, document, ADJUDICATED_SET) == work_of(store, document, taken)

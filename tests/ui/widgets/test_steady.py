"""What changes in a bar with every key lays out nothing around it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.widgets.steady import Steady


class _LaidOut(QObject):
    """Counts how often a widget is asked to lay itself out."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def test_other_counts_and_places_lay_out_their_own_bar_alone(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    window.show()
    qtbot.waitExposed(window)
    for _ in range(8):
        QApplication.processEvents()
    around = [_LaidOut(x) for x in (window, window.text_page, window.statusBar())]
    bars = [_LaidOut(x) for x in (window.head, window.status)]
    window.head.counts.setText("1,234,567 annotations, 89,012 unsure, and ever so many relations")
    window.status.place.setText("par. 1234, 5678901")
    for _ in range(8):
        QApplication.processEvents()
    assert [x.count > 0 for x in bars] == [True, True]
    assert [x.count for x in around] == [0, 0, 0]


def test_what_is_held_has_all_of_the_room(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    window.show()
    qtbot.waitExposed(window)
    for width in (1300, 900):
        window.resize(width, 700)
        QApplication.processEvents()
        for held in (window.head, window.status):
            room = held.parentWidget()
            assert isinstance(room, Steady)
            assert held.geometry() == room.rect()
            assert room.minimumSizeHint() == held.minimumSizeHint()

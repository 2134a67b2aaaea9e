"""Bars fade in where anything may move; they can be typed in from the first moment."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from annotator.ui.look import motion
from annotator.ui.widgets.fading import Fading


@pytest.fixture
def around(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    made = QLineEdit()
    made.hide()
    QVBoxLayout(window).addWidget(made)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def bar(around):
    return around.findChild(QLineEdit)


def test_a_bar_fades_in_and_takes_keys_meanwhile(bar, qtbot) -> None:
    fading = Fading(bar, lambda: True)
    bar.show()
    bar.setFocus()
    assert fading.is_running()
    assert bar.graphicsEffect().opacity() == 0.0
    qtbot.keyClicks(bar, "typed")
    assert bar.text() == "typed"
    qtbot.waitUntil(lambda: not fading.is_running())
    assert bar.graphicsEffect() is None


def test_it_is_there_at_once_where_nothing_may_move(bar) -> None:
    fading = Fading(bar, lambda: False)
    bar.show()
    assert not fading.is_running()
    assert bar.graphicsEffect() is None


def test_what_is_hidden_meanwhile_is_whole_the_next_time(bar) -> None:
    allowed = [True]
    fading = Fading(bar, lambda: allowed[0])
    bar.show()
    bar.hide()
    assert not fading.is_running()
    allowed[0] = False
    bar.show()
    assert bar.graphicsEffect() is None


def test_no_bar_of_a_window_that_nobody_sees_fades(make_window, corpus) -> None:
    window = make_window(corpus)
    assert not motion.is_seen()
    window.act.finding.show_find()
    assert window.find_bar.graphicsEffect() is None


@pytest.mark.parametrize(
    ("name", "key", "value", "is_wished"),
    [
        ("kdeglobals", "KDE/AnimationDurationFactor", "0", False),
        ("kdeglobals", "KDE/AnimationDurationFactor", "0.5", True),
        ("gtk-3.0/settings.ini", "Settings/gtk-enable-animations", "false", False),
        ("gtk-3.0/settings.ini", "Settings/gtk-enable-animations", "0", False),
        ("gtk-4.0/settings.ini", "Settings/gtk-enable-animations", "1", True),
        ("gtk-4.0/settings.ini", "Settings/gtk-theme-name", "Adwaita", True),
    ],
)
def test_the_desktop_is_asked(tmp_path, qapp, monkeypatch, name, key, value, is_wished) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    kept = QSettings(str(path), QSettings.Format.IniFormat)
    kept.setValue(key, value)
    kept.sync()
    assert motion.is_wished(tmp_path) is is_wished


def test_a_desktop_that_says_nothing_wishes_for_motion(tmp_path, qapp, monkeypatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert motion.is_wished(tmp_path)

"""Searching a corpus with keys only: find, walk, tick, tag, come back, take it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.ui.main_window import MainWindow
from annotator.ui.settings.settings import Settings
from tests.journeys.test_main_journey import (
    CTRL,
    SHIFT,
    counts,
    go_to_seed,
    open_window,
    press,
    type_text,
    walk_to,
)
from tests.samples import make_samples

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "demo.corpus"
    make_samples(path).close()
    return path


@pytest.fixture
def window(qtbot, corpus: Path, tmp_path: Path) -> MainWindow:
    settings = Settings(tmp_path / "settings.ini")
    settings.set_text("language", "en")
    settings.set_text("annotator", "me")
    made = open_window(qtbot, corpus, settings)
    go_to_seed(qtbot, made)
    return made


def search(qtbot, window: MainWindow, typed: str) -> None:
    press(qtbot, Qt.Key.Key_F, CTRL | SHIFT)
    assert QApplication.focusWidget() is window.search.panel.field
    type_text(qtbot, typed)
    press(qtbot, Qt.Key.Key_Return)
    panel = window.search.panel
    qtbot.waitUntil(lambda: not panel.searching.is_running())
    qtbot.waitUntil(panel.list.hasFocus)


def test_hits_are_walked_ticked_tagged_and_taken_back(window: MainWindow, qtbot) -> None:
    before = counts(window)
    search(qtbot, window, "Азербайджан")
    panel = window.search.panel
    assert panel.model.rowCount() == 15
    assert panel.count.text() == "15 hits, 1 document"
    text = window.view.text()

    # Walking shows each place in the text, where all hits stay marked.
    press(qtbot, Qt.Key.Key_Down)
    hit = panel.model.hit(panel.list.row())
    scene = window.view._scene
    assert scene.hits[scene.current_hit] == (hit.begin, hit.end)
    assert len(scene.hits) == 15

    # A digit tags the ticked ones, in one step.
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Space)
    chosen = panel.model.ticked
    assert len(chosen) == 2
    press(qtbot, Qt.Key.Key_1)
    assert counts(window)[0] == before[0] + 2
    made = [a for a in window.session.shown() if (a.spans[0].begin, a.spans[0].end) in {
        (h.begin, h.end) for h in chosen}]  # fmt: skip
    assert {text[a.spans[0].begin : a.spans[0].end] for a in made} == {a.quote for a in made}
    assert panel.model.ticked == []
    assert [panel.model.fit(h).layers for h in chosen] == [(made[0].layer,)] * 2

    # What is tagged already has no tick.
    row = panel.list.row()
    press(qtbot, Qt.Key.Key_Space)
    assert not panel.model.is_ticked(panel.model.hit(row))
    assert window.status.said.text() == "This hit is already tagged."

    # All others, in one step.
    press(qtbot, Qt.Key.Key_A, CTRL)
    ticked = len(panel.model.ticked)
    assert ticked == sum(1 for h in panel.model.hits if not panel.model.fit(h).reason) > 3
    press(qtbot, Qt.Key.Key_1)
    assert counts(window)[0] == before[0] + 2 + ticked
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert counts(window)[0] == before[0] + 2
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert counts(window) == before

    # Esc goes back to the text, the caret at the hit.
    hit = panel.model.hit(panel.list.row())
    press(qtbot, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.view
    assert window.view.selection() == (hit.begin, hit.end)
    assert window.view._scene.hits == []
    assert not window.search.is_open()


def test_one_goes_to_a_hit_and_comes_back(window: MainWindow, qtbot) -> None:
    search(qtbot, window, "language:en talks OR crew")
    panel = window.search.panel
    assert panel.model.rowCount() > 0
    press(qtbot, Qt.Key.Key_Return)
    hit = panel.model.hit(panel.list.row())
    assert QApplication.focusWidget() is window.view
    assert window.session.document == hit.document
    assert window.view.selection() == (hit.begin, hit.end)
    press(qtbot, Qt.Key.Key_Left, ALT)
    assert panel.list.hasFocus()
    assert panel.model.hit(panel.list.row()) == hit
    # F3 walks the hits from anywhere.
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_F3)
    following = panel.model.hit(panel.list.row())
    assert following != hit
    assert window.view.selection() == (following.begin, following.end)
    press(qtbot, Qt.Key.Key_F3, SHIFT)
    assert window.view.selection() == (hit.begin, hit.end)
    # Esc in the text takes the hits away.
    press(qtbot, Qt.Key.Key_Escape)
    assert not window.search.has_hits()


def test_hits_can_have_the_whole_height(window: MainWindow, qtbot) -> None:
    search(qtbot, window, "Русия")
    press(qtbot, Qt.Key.Key_F, CTRL | SHIFT)
    assert window.search.is_whole()
    assert not window.view.isVisible()
    press(qtbot, Qt.Key.Key_Return)
    assert window.view.isVisible()
    assert not window.search.is_open()
    assert QApplication.focusWidget() is window.view
    press(qtbot, Qt.Key.Key_Left, ALT)
    assert window.search.is_whole()
    assert window.search.panel.list.hasFocus()
    press(qtbot, Qt.Key.Key_F, CTRL | SHIFT)
    assert window.view.isVisible()


def test_arrows_sort_by_neighbours(window: MainWindow, qtbot) -> None:
    search(qtbot, window, '"и"')
    panel = window.search.panel
    plain = list(panel.model.hits)
    press(qtbot, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: not panel.searching.is_running())
    rights = [panel.model.line(h).right for h in panel.model.hits]
    firsts = ["".join(c for c in r.casefold()[:9] if c.isalpha() or c == " ").split()
              for r in rights]  # fmt: skip
    assert [f[:1] for f in firsts] == sorted(f[:1] for f in firsts)
    assert set(panel.model.hits) == set(plain)
    press(qtbot, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: not panel.searching.is_running())
    assert panel.order == "left"
    press(qtbot, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: not panel.searching.is_running())
    assert list(panel.model.hits) == plain


def test_all_occurrences_of_an_annotation_are_found_ticked_and_tagged_alike(
    window: MainWindow, qtbot
) -> None:
    text = window.view.text()
    walk_to(qtbot, window, text.index("Нагорни Карабах"))
    press(qtbot, Qt.Key.Key_Right, CTRL | SHIFT)
    press(qtbot, Qt.Key.Key_Right, CTRL | SHIFT)
    press(qtbot, Qt.Key.Key_2)
    place = window.session.current_annotation()
    before = counts(window)
    press(qtbot, Qt.Key.Key_O, CTRL | SHIFT)
    panel = window.search.panel
    qtbot.waitUntil(panel.list.hasFocus)
    assert panel.field.text() == '"Нагорни Карабах"'
    assert panel.model.layer == place.layer
    ticked = panel.model.ticked
    assert ticked
    assert place.spans[0] not in {(h.begin, h.end) for h in ticked}
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert counts(window)[0] == before[0] + len(ticked)
    alike = [a for a in window.session.shown() if a.quote == place.quote]
    assert {str(dict(a.features)) for a in alike} == {str(dict(place.features))}
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert counts(window) == before


def test_ticked_annotations_are_changed_deleted_and_commented(window: MainWindow, qtbot) -> None:
    search(qtbot, window, '"Русия"')
    panel, side = window.search.panel, window.search.side
    press(qtbot, Qt.Key.Key_A, CTRL)
    press(qtbot, Qt.Key.Key_1)
    tagged = counts(window)
    count = len([h for h in panel.model.hits if panel.model.targets(h)])
    assert count > 2
    # Changed to another layer, all at once.
    qtbot.mouseClick(side.purposes["change"], Qt.MouseButton.LeftButton)
    panel.model.set_layer(window.session.scheme.layers[1].id)
    panel.list.setFocus()
    press(qtbot, Qt.Key.Key_A, CTRL)
    assert len(panel.model.ticked) == count
    press(qtbot, Qt.Key.Key_Return, CTRL)
    layers = {a.layer for h in panel.model.hits for a in panel.model.targets(h)}
    assert layers == {window.session.scheme.layers[1].id}
    # Commented with the same words.
    press(qtbot, Qt.Key.Key_A, CTRL)
    type_text(qtbot, "=")
    assert QApplication.focusWidget() is side.comment
    type_text(qtbot, "look again")
    side.button.click()
    comments = window.session.store.counts()["comment"]
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert window.session.store.counts()["comment"] < comments
    # Deleted.
    qtbot.mouseClick(side.purposes["remove"], Qt.MouseButton.LeftButton)
    panel.list.setFocus()
    press(qtbot, Qt.Key.Key_A, CTRL)
    press(qtbot, Qt.Key.Key_Backspace)
    assert counts(window)[0] == tagged[0] - count
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert counts(window)[0] == tagged[0]

"""A new corpus: its name and place, its scheme in view, who makes it."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.operations.keeping.corpus import builtin_schemes
from annotator.operations.tagging.example import example_of
from annotator.places import resources
from annotator.ui.dialogs.new_corpus import NewCorpusDialog
from annotator.ui.widgets.rows import Elided


@pytest.fixture
def dialog(make_window, settings, tmp_path) -> NewCorpusDialog:
    settings.set_text("name", "Мария")
    settings.set_text("annotator", "")
    window = make_window()
    window.act.corpus.new_corpus()
    (found,) = window.findChildren(NewCorpusDialog)
    found.place.setText(str(tmp_path / "my corpora"))
    return found


def test_a_corpus_is_made_by_keys_and_opened(dialog, settings, tmp_path, qtbot) -> None:
    window = dialog._window
    assert QApplication.focusWidget() is dialog.name
    qtbot.keyClicks(dialog.name, "Border talks: 2022")
    assert str(dialog.path()) in dialog.said.text()
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert window.session.store.path.parent == tmp_path / "my corpora"
    assert window.session.scheme.id == builtin_schemes()[1]
    (person,) = window.session.annotators()
    assert person.names == {"en": "Мария"}
    assert window.session.annotator == person.id == settings.text("annotator")


def test_what_is_missing_or_taken_is_said_before(dialog, tmp_path, qtbot) -> None:
    (tmp_path / "my corpora").mkdir()
    (tmp_path / "my corpora" / "one.corpus").write_bytes(b"")
    dialog.name.setText("one")
    assert "one.corpus is there already" in dialog.said.text()
    assert not dialog.go.isEnabled()
    dialog.name.setText("")
    assert not dialog.go.isEnabled()
    dialog.name.setText("two")
    dialog.you.setText(" ")
    assert not dialog.go.isEnabled()
    dialog.you.setText("М")
    assert dialog.go.isEnabled()


def test_the_drawing_follows_the_scheme(dialog, qtbot) -> None:
    shown = set()
    dialog.scheme.setFocus()
    for _ in range(len(builtin_schemes()[0])):
        marks = dialog.example.surface.marks()
        assert marks
        shown.add(dialog.example.surface.text())
        qtbot.keyClick(dialog.scheme, Qt.Key.Key_Down)
    assert len(shown) == len(builtin_schemes()[0])


def test_every_scheme_that_comes_along_has_an_example_in_its_place() -> None:
    for scheme in builtin_schemes()[0]:
        example = example_of(scheme)
        assert example is not None
        text, annotations = example
        assert all(text[a.spans[0].begin : a.spans[0].end] == a.quote for a in annotations)
        assert {a.layer for a in annotations} <= {x.id for x in scheme.layers}


def test_a_scheme_from_a_file(dialog, tmp_path) -> None:
    before = dialog.scheme.count()
    bad = tmp_path / "bad.json"
    bad.write_text("{}", encoding="utf-8")
    dialog.take_scheme_file(bad)
    assert "not a scheme file" in dialog.said.text()
    assert dialog.scheme.count() == before
    good = shutil.copy(resources() / "schemes" / "schemes.json", tmp_path / "good.json")
    dialog.take_scheme_file(tmp_path / "good.json")
    assert dialog.scheme.count() == before
    assert good


@pytest.mark.parametrize("width", [520, 560, 760])
def test_names_of_layers_stay_in_the_dialog_however_little_room_there_is(
    dialog, width: int
) -> None:
    dialog.resize(width, 560)
    QApplication.processEvents()
    assert dialog.width() == width
    names = [x for x in dialog.example.findChildren(Elided) if x.isVisible()]
    assert len(names) == len(builtin_schemes()[0][0].layers)
    for name in names:
        assert name.width() > 0
        assert name.geometry().right() < dialog.example.width()
        assert name.text() in name.toolTip()

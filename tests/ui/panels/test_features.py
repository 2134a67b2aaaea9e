"""Fields of features where a layer has several of one type."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.model.scheme import Feature
from annotator.operations.importing.schemes import set_scheme
from annotator.operations.tagging.annotate import tag_spans
from annotator.operations.tagging.entities import new_entity
from tests.operations.field_notes import WHO, make_notes, only_document, span_of


@pytest.mark.parametrize("kind", ["entity", "entities"])
def test_an_entity_goes_to_the_field_in_which_it_is_chosen(
    make_window, settings, tmp_path, qtbot, kind: str
) -> None:
    with make_notes(tmp_path / "notes.corpus") as store:
        scheme = store.scheme
        mate = Feature(id="mate", type=kind, names={"en": "Mate"})
        layers = tuple(
            replace(x, features=(*x.features, mate)) if x.id == "bird" else x for x in scheme.layers
        )
        set_scheme(store, replace(scheme, layers=layers, version="2"), annotator=WHO)
        other = new_entity(store, names={"en": "Wren of the weir"}, annotator=WHO)
        bird = tag_spans(store, only_document(store), "bird", [span_of("heron")], annotator=WHO)
    settings.set_text("annotator", WHO)
    window = make_window(tmp_path / "notes.corpus")
    window.text_keys.select(bird.id)
    field = window.columns.inspector.field("mate")
    field.setFocus()
    qtbot.keyClicks(field, "Wren")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    after = dict(window.sitting.current_annotation().features)
    assert after.pop("mate") in (other.id, [other.id], (other.id,))
    assert after == bird.features


@pytest.mark.parametrize(
    ("typed", "value"), [("y", True), ("д", True), ("n", False), ("не", False)]
)
def test_yes_and_no_are_typed_in_both_languages(
    make_window, settings, tmp_path, qtbot, typed: str, value: bool
) -> None:
    """Only the true and false of the program could be typed, and stood in the field."""
    with make_notes(tmp_path / "notes.corpus") as store:
        scheme = store.scheme
        ringed = Feature(id="ringed", type="boolean", names={"en": "Ringed"})
        layers = tuple(
            replace(x, features=(*x.features, ringed)) if x.id == "bird" else x
            for x in scheme.layers
        )
        set_scheme(store, replace(scheme, layers=layers, version="2"), annotator=WHO)
        bird = tag_spans(store, only_document(store), "bird", [span_of("heron")], annotator=WHO)
    settings.set_text("annotator", WHO)
    settings.set_text("language", "bg")
    window = make_window(tmp_path / "notes.corpus")
    window.text_keys.select(bird.id)
    field = window.columns.inspector.field("ringed")
    field.setFocus()
    for sign in typed:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign)
        QApplication.sendEvent(QApplication.focusWidget(), event)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert window.sitting.current_annotation().features["ringed"] is value
    assert window.columns.inspector.field("ringed").text() == ("да" if value else "не")


@pytest.mark.parametrize(("language", "shown"), [("en", "2.5"), ("bg", "2,5")])
def test_a_number_is_read_with_the_comma_of_the_language_and_kept_as_a_number(
    make_window, settings, tmp_path, qtbot, language: str, shown: str
) -> None:
    with make_notes(tmp_path / "notes.corpus") as store:
        scheme = store.scheme
        weight = Feature(id="weight", type="number", names={"en": "Weight"})
        layers = tuple(
            replace(x, features=(*x.features, weight)) if x.id == "bird" else x
            for x in scheme.layers
        )
        set_scheme(store, replace(scheme, layers=layers, version="2"), annotator=WHO)
        bird = tag_spans(store, only_document(store), "bird", [span_of("heron")], annotator=WHO)
    settings.set_text("annotator", WHO)
    settings.set_text("language", language)
    window = make_window(tmp_path / "notes.corpus")
    window.text_keys.select(bird.id)
    field = window.columns.inspector.field("weight")
    for typed in ("2.5", "2,5", ""):
        field.setFocus()
        qtbot.keyClicks(field, typed)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        assert window.sitting.current_annotation().features["weight"] == 2.5
        assert field.text() == shown

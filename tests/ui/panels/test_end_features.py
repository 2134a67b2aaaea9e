"""Features of relations in the inspector: chosen by digits, typed, walked, in any scheme."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from annotator.model.scheme import Feature, Tag
from annotator.operations.importing.schemes import set_scheme
from annotator.operations.tagging.annotate import tag_spans
from annotator.operations.tagging.relate import link
from annotator.ui.panels.annotation_head import AnnotationHead
from annotator.ui.panels.choice import ChoiceField
from tests.operations.field_notes import WHO, make_notes, only_document, span_of

K = Qt.Key
LIGHT = Feature(
    id="light",
    type="tag",
    names={"en": "Light"},
    tags=(Tag(id="dim", names={"en": "Dim"}), Tag(id="full", names={"en": "Full"})),
)
METRES = Feature(id="metres", type="integer", names={"en": "Metres"})


@pytest.fixture
def window(make_window, settings, tmp_path):
    """A sighting that shows a bird, in a scheme whose relations tell how it was seen."""
    with make_notes(tmp_path / "notes.corpus") as store:
        scheme = store.scheme
        told = tuple(
            replace(t, features=(*t.features, LIGHT, METRES)) for t in scheme.relation_types
        )
        set_scheme(store, replace(scheme, relation_types=told, version="2"), annotator=WHO)
        key = only_document(store)
        seen = tag_spans(store, key, "sighting", [span_of("A heron stood")], annotator=WHO)
        bird = tag_spans(store, key, "bird", [span_of("heron")], annotator=WHO)
        watcher = tag_spans(store, key, "watcher", [span_of("Ada")], annotator=WHO)
        link(store, seen.id, "told_by", watcher.id, annotator=WHO)
        link(store, seen.id, "shows", bird.id, annotator=WHO)
    settings.set_text("annotator", WHO)
    made = make_window(tmp_path / "notes.corpus")
    made.activateWindow()
    made.text_keys.select(seen.id)
    made.columns.inspector.settle()
    return made


def fields(window) -> dict[tuple[str, str], ChoiceField]:
    return window.columns.inspector.parts._ends._features._fields


def shows(window):
    """Return the relation to the bird as it is now."""
    found = window.sitting.relations_from(window.sitting.current)
    return next(r for r in found if r.type == "shows")


def test_levels_are_not_asked_and_everything_else_is(window) -> None:
    types = {r.id: r.type for r in window.sitting.relations_from(window.sitting.current)}
    asked = sorted((types[relation], feature) for relation, feature in fields(window))
    assert asked == [(t, f) for t in ("shows", "told_by") for f in ("light", "metres")]


def test_a_digit_sets_a_value_and_goes_on_and_undo_takes_it_back(window, qtbot) -> None:
    relation = shows(window)
    fields(window)[relation.id, "light"].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(QApplication.focusWidget(), "2")
    assert dict(shows(window).features) == {"light": "full"}
    assert fields(window)[relation.id, "light"].text() == "Full"
    assert QApplication.focusWidget() is fields(window)[relation.id, "metres"]
    QApplication.processEvents()
    assert not fields(window)[relation.id, "light"].hasSelectedText()
    qtbot.keyClicks(QApplication.focusWidget(), "12")
    qtbot.keyClick(QApplication.focusWidget(), K.Key_Return)
    assert dict(shows(window).features) == {"light": "full", "metres": 12}
    window.sitting.undo()
    window.sitting.undo()
    assert shows(window) == relation


def test_what_is_no_number_is_refused_and_esc_goes_back_to_the_text(window, qtbot) -> None:
    relation = shows(window)
    field = fields(window)[relation.id, "metres"]
    field.setFocus()
    qtbot.keyClicks(field, "far")
    qtbot.keyClick(field, K.Key_Return)
    assert shows(window) == relation
    assert "Metres: far" in window.status_line.said.text()
    field.setFocus()
    qtbot.keyClick(field, K.Key_Escape)
    assert window.surface.hasFocus()


def test_a_value_that_is_required_and_missing_is_seen_in_its_field_and_said_once(
    window, qtbot
) -> None:
    session = window.sitting
    scheme = session.scheme
    asked = tuple(
        replace(t, features=tuple(replace(f, required=f.id == "light") for f in t.features))
        for t in scheme.relation_types
    )
    set_scheme(session.store, replace(scheme, relation_types=asked, version="3"), annotator=WHO)
    hub, relation = session.current, shows(window)
    other = tag_spans(session.store, session.document, "bird", [span_of("Ada")], annotator=WHO)
    link(session.store, hub, "shows", other.id, annotator=WHO)
    window.text_keys.select(hub)
    window.later.settle_all()
    lacking = {key for key, field in fields(window).items() if field.property("missing")}
    assert {feature for _, feature in lacking} == {"light"}
    assert len(lacking) == 3
    head = window.columns.inspector.findChild(AnnotationHead)
    said = [line.text() for line in head.findChildren(QLabel) if "Light" in line.text()]
    assert len(said) == 2
    fields(window)[relation.id, "light"].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(QApplication.focusWidget(), "2")
    window.later.settle_all()
    assert not fields(window)[relation.id, "light"].property("missing")


def test_tab_goes_from_an_end_to_its_features(window, qtbot) -> None:
    row = next(
        r for r in window.columns.inspector.parts._ends._rows if "heron" in r.accessibleName()
    )
    row.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(row, K.Key_Tab)
    assert QApplication.focusWidget() is fields(window)[shows(window).id, "light"]

"""Labels of a document and of its segments are related by keys, from both ends."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from annotator.model.scheme import End, RelationType
from annotator.operations.importing.schemes import set_scheme
from annotator.operations.tagging.annotate import set_feature
from annotator.ui.keys.modes import FRAME, TEXT
from annotator.ui.panels.picker import Picker
from tests.operations.field_notes import WHO, make_notes

K, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
LABELS, WORDS = (End(layer="diary"), End(layer="habitat")), (End(layer="watcher"),)
ABOUT = RelationType(
    id="about",
    names={"en": "about", "bg": "относно"},
    from_ends=(*LABELS, End(layer="sighting")),
    to_ends=(*WORDS, *LABELS),
)


@pytest.fixture
def window(make_window, settings, tmp_path):
    with make_notes(tmp_path / "notes.corpus") as store:
        known = store.scheme
        types = (*known.relation_types, ABOUT)
        set_scheme(store, replace(known, version="1.1", relation_types=types), annotator=WHO)
    settings.set_text("annotator", WHO)
    made = make_window(tmp_path / "notes.corpus")
    made.activateWindow()
    made.view.setFocus()
    return made


def labelled(window, hands, key: str):
    hands.caret("heron")
    hands.type(key)
    return window.session.current_annotation()


def offered(window) -> Picker:
    (picker,) = (p for p in window.findChildren(Picker) if p.isVisible())
    return picker


def test_a_label_is_linked_to_words_and_to_a_label_by_keys(window, hands) -> None:
    session = window.session
    hands.select("Ada")
    hands.type("w")
    watcher = session.current
    habitat = labelled(window, hands, "h")
    diary = labelled(window, hands, "d")
    assert not diary.spans
    hands.press(K.Key_L, CTRL)
    picker = offered(window)
    spoken = int(Qt.ItemDataRole.AccessibleTextRole)
    said = [str(picker.list.item(n).data(spoken)) for n in range(picker.list.count())]
    assert said == ["habitat layer, about", "Ada, about"]
    hands.type("ada")
    hands.press(K.Key_Return)
    (relation,) = session.relations_from(diary.id)
    assert (relation.type, relation.to_id) == ("about", watcher)
    assert window.status.said.text() == "Linked as about: Ada"
    assert session.current == diary.id
    hands.press(K.Key_L, CTRL)
    hands.type("habitat")
    hands.press(K.Key_Return)
    assert {r.to_id for r in session.relations_from(diary.id)} == {watcher, habitat.id}
    assert window.status.said.text() == "Linked as about: habitat layer"
    window.columns.inspector.settle()
    named = {row.accessibleName() for row in window.columns.inspector.findChildren(QFrame)}
    assert {"about: Ada", "about: habitat layer"} <= named
    session.undo()
    assert [r.to_id for r in session.relations_from(diary.id)] == [watcher]


def test_a_frame_with_a_label_as_an_end_is_opened_and_read(window, hands) -> None:
    session = window.session
    hands.select("Ada")
    hands.type("w")
    diary = labelled(window, hands, "d")
    session.work(set_feature, diary.id, "mood", "grey")
    hands.select("heard it first")
    hands.type("s")
    hub = session.current_annotation()
    assert window.keys.mode == FRAME
    hands.press(K.Key_L, CTRL)
    hands.type("diary")
    hands.press(K.Key_Return)
    assert [r.to_id for r in session.relations_from(hub.id)] == [diary.id]
    window.view.setFocus()
    hands.press(K.Key_L, CTRL)
    assert window.keys.mode == FRAME
    assert diary.id not in window.keys.frame.hints
    window.view.grab()
    said: list[str] = []
    window.keys.spoken.connect(said.append)
    hands.press(K.Key_Tab)
    assert said == ["About: diary layer."]
    hands.press(K.Key_Space)
    assert window.status.said.text() == "diary layer."
    hands.press(K.Key_Tab)
    hands.press(K.Key_Delete)
    assert not session.relations_from(hub.id)
    hands.press(K.Key_Escape)
    assert window.keys.mode == TEXT


def test_a_label_of_a_hub_has_features_and_no_frame(window, hands) -> None:
    scheme = window.session.scheme
    layers = tuple(replace(x, hub=True) if x.id == "diary" else x for x in scheme.layers)
    window.session.do(set_scheme, replace(scheme, version="1.2", layers=layers), annotator=WHO)
    labelled(window, hands, "d")
    hands.press(K.Key_Return)
    assert window.keys.mode != FRAME
    assert window.columns.inspector.has_fields_focus()


def test_a_label_from_which_nothing_goes_says_so(window, hands) -> None:
    scheme = window.session.scheme
    types = tuple(x for x in scheme.relation_types if x.id != "about")
    kept = replace(scheme, version="1.2", relation_types=types)
    window.session.do(set_scheme, kept, annotator=WHO)
    labelled(window, hands, "d")
    hands.press(K.Key_L, CTRL)
    assert window.status.said.text() == window.word("link_none")

"""A scheme of wholly other names: layers by letter, on documents, segments and sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from annotator.model.scheme import OVERLAP_NONE, Feature, Tag
from annotator.operations.importing.schemes import set_scheme
from annotator.ui.keys.modes import FRAME, TEXT
from annotator.ui.panels.annotation_head import AnnotationHead
from annotator.ui.panels.picker import Picker
from tests.operations.field_notes import WHO, make_notes

K = Qt.Key


@pytest.fixture
def window(make_window, settings, tmp_path):
    make_notes(tmp_path / "notes.corpus").close()
    settings.set_text("annotator", WHO)
    made = make_window(tmp_path / "notes.corpus")
    made.activateWindow()
    made.view.setFocus()
    return made


def test_documents_and_segments_are_labelled_without_a_selection(window, hands) -> None:
    hands.caret("heron")
    hands.type("d")
    label = window.session.current_annotation()
    assert (label.layer, label.spans, label.segments) == ("diary", (), ())
    hands.press(K.Key_Return)
    assert window.columns.inspector.has_fields_focus()
    hands.type("grey")
    hands.press(K.Key_Return)
    assert window.session.current_annotation().features == {"mood": "grey"}
    window.view.setFocus()
    hands.type("h")
    label = window.session.current_annotation()
    assert label.layer == "habitat"
    assert len(label.segments) == 1
    hands.type("p")
    assert window.session.current_annotation().quote.startswith("A heron stood")


def test_a_hub_of_another_name_opens_its_frame(window, hands) -> None:
    hands.select("Ada")
    hands.type("w")
    hands.select("heard it first")
    hands.type("s")
    assert window.keys.mode == FRAME
    hub = window.session.current_annotation()
    hands.type(next(iter(window.keys.frame.hints.values())))
    (relation,) = window.session.relations_from(hub.id)
    assert (relation.type, dict(relation.features)) == ("told_by", {"rung": 0})
    question = window.keys.question()
    assert [label for _, label in question.answers] == ["Strike", "Call", "Rest"]
    hands.type("1")
    assert window.session.annotation(hub.id).features["moves"] == "strike"
    hands.press(K.Key_Escape)
    assert window.keys.mode == TEXT


def test_of_many_types_of_relation_one_is_chosen_from_a_list(window, hands) -> None:
    scheme = window.session.scheme
    shows = replace(scheme.relation_type("shows"), to_ends=scheme.relation_type("told_by").to_ends)
    many = tuple(replace(shows, id=f"as{n}", names={"en": f"as the {n}th"}) for n in range(30))
    set_scheme(
        window.session.store,
        replace(scheme, version="1.1", relation_types=(*scheme.relation_types, *many)),
    )
    hands.select("Ada")
    hands.type("w")
    hands.select("heard it first")
    hands.type("s")
    assert window.keys.mode == FRAME
    caps = window.status.keys()
    assert (".", "as another relation") in caps
    hub, end = window.session.current_annotation(), next(iter(window.keys.frame.hints.values()))
    hands.type(".")
    (picker,) = window.findChildren(Picker)
    hands.qtbot.keyClicks(picker.field, "27")
    hands.qtbot.keyClick(picker.field, K.Key_Return)
    window.view.setFocus()
    hands.type(end)
    hands.type(".")
    picker = next(p for p in window.findChildren(Picker) if p.isVisible())
    assert picker.value_of(picker.list.currentItem()) == "as27"
    hands.qtbot.keyClick(picker.field, K.Key_Escape)
    assert window.keys.mode == FRAME
    (relation,) = window.session.relations_from(hub.id)
    assert relation.type == "as27"


def test_of_more_than_nine_answers_the_others_are_a_key_away(window, hands) -> None:
    scheme = window.session.scheme
    tags = tuple(Tag(id=f"t{n}", names={"en": f"Kind {n}"}) for n in range(14))
    asked = Feature(id="sort", names={"en": "Sort"}, type="tag", tags=tags)
    layer = scheme.layer("sighting")
    many = replace(layer, features=(*layer.features, asked))
    layers = tuple(many if x.id == layer.id else x for x in scheme.layers)
    set_scheme(window.session.store, replace(scheme, version="1.1", layers=layers))
    hands.select("heard it first")
    said: list[str] = []
    window.keys.spoken.connect(said.append)
    hands.type("s")
    hub = window.session.current_annotation()
    while window.keys.question().feature.id != "sort":
        hands.type("0")
    assert said[-1].endswith("9 kind 8. And 5 more.")
    (more,) = (b for b in window.frame_bar.findChildren(QPushButton) if b.text() == "5 more")
    hands.qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    field = window.columns.inspector.features.field("sort")
    assert QApplication.focusWidget() is field
    window.view.setFocus()
    assert window.keys.mode == FRAME
    hands.press(K.Key_Return)
    assert QApplication.focusWidget() is field
    hands.type("kind 12")
    hands.press(K.Key_Return)
    assert window.session.annotation(hub.id).features["sort"] == "t12"


def test_a_value_that_a_rule_demands_comes_with_the_answer(window, hands) -> None:
    hands.select("heard two dippers call")
    hands.type("s")
    hub = window.session.current_annotation()
    hands.type("2")
    assert window.session.annotation(hub.id).features["by_ear"] is True
    assert "by_ear" in window.session.by_rule.of(window.session.annotation(hub.id))


def test_any_layer_can_be_picked_from_a_list(window, hands, qtbot) -> None:
    from annotator.ui.panels.picker import Picker

    hands.caret("heron")
    hands.type("0")
    picker = window.findChild(Picker)
    qtbot.keyClicks(picker.field, "sound")
    qtbot.keyClick(picker.field, K.Key_Return)
    made = window.session.current_annotation()
    assert (made.layer, made.quote) == ("sound", "heron")


def test_what_is_read_only_is_refused_and_changes_nothing(window, hands) -> None:
    before = window.session.store.counts()
    hands.caret("heron")
    hands.type("r")
    assert window.session.store.counts() == before
    assert window.status.said.text()


def test_labels_of_documents_and_segments_are_seen_and_found_again(window, hands, qtbot) -> None:
    session = window.session
    hands.caret("heron")
    hands.type("h")
    habitat = session.current_annotation()
    hands.type("d")
    diary = session.current_annotation()
    assert session.labels() == sorted((habitat, diary), key=lambda a: a.id)
    window.later.settle_all()
    assert window.head.labels.isVisible()
    for label in (habitat, diary):
        assert session.layer_name(label.layer) in window.head.labels.text()
    # Before all words of the text.
    session.set_current(None)
    window.view.set_caret(0)
    found = set()
    for _ in range(2):
        hands.press(K.Key_Up, Qt.KeyboardModifier.AltModifier)
        found.add(session.current)
    assert found == {habitat.id, diary.id}
    window.text_keys.select(habitat.id)
    hands.type("?")
    session.set_current(None)
    window.view.set_caret(60)
    hands.press(K.Key_F7)
    assert session.current == habitat.id
    hands.press(K.Key_Delete)
    window.later.settle_all()
    assert session.labels() == [diary]
    assert session.layer_name(habitat.layer) not in window.head.labels.text()


def test_the_names_of_labels_in_the_head_lead_to_them(window, hands, qtbot) -> None:
    hands.caret("heron")
    hands.type("d")
    label = window.session.current
    window.session.set_current(None)
    window.later.settle_all()
    qtbot.mouseClick(window.head.labels, Qt.MouseButton.LeftButton)
    (picker,) = window.findChildren(Picker)
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert window.session.current == label
    assert window.view.hasFocus()


def test_a_label_of_a_segment_says_which_one_it_is_about(window, hands, qtbot) -> None:
    """In the text nothing shows it, and labels of several segments were called alike."""
    session = window.session
    wanted = {}
    for segment in session.store.read().segments(session.document)[:3]:
        window.view.set_caret(segment.begin)
        hands.type("h")
        label = session.current_annotation()
        if label.segments == (segment.id,):
            wanted[label.id] = segment
    assert len(wanted) > 1
    hands.type("d")
    whole = session.current
    session.set_current(None)
    window.later.settle_all()
    qtbot.mouseClick(window.head.labels, Qt.MouseButton.LeftButton)
    (picker,) = window.findChildren(Picker)
    rows = picker._rows
    begins = {key: shown.below for key, shown in rows}
    assert [key for key, _ in rows] == [whole, *sorted(wanted, key=lambda key: wanted[key].begin)]
    assert begins.pop(whole) == ""
    text = window.view.text()
    for key, segment in wanted.items():
        assert text[segment.begin : segment.end].startswith(begins[key].rstrip("…"))
        assert begins[key]
        window.text_keys.select(key)
        window.later.settle_all()
        head = window.columns.inspector.findChild(AnnotationHead)
        assert head._place.text() == f"{segment.begin}–{segment.end}"
        assert head._quote.isVisibleTo(head)
    window.text_keys.select(whole)
    window.later.settle_all()
    assert (head._place.text(), head._quote.isVisibleTo(head)) == ("", False)


def test_a_label_that_a_document_has_once_is_opened_by_its_key(window, hands) -> None:
    session = window.session
    once = [
        replace(x, overlap=OVERLAP_NONE) if x.id == "diary" else x for x in session.scheme.layers
    ]
    session.do(set_scheme, replace(session.scheme, layers=tuple(once)), annotator=WHO)
    hands.caret("heron")
    hands.type("d")
    label = session.current
    session.set_current(None)
    hands.type("d")
    assert session.current == label
    assert len(session.labels()) == 1


def test_many_labels_leave_room_for_the_title(window, hands) -> None:
    hands.caret("heron")
    for _ in range(6):
        hands.type("d")
    window.later.settle_all()
    said = window.head.labels
    assert said.text().count(window.session.layer_name("diary")) <= 3
    assert len(said.text()) <= 48
    assert window.head.title.width() > said.width() // 2
    assert "+3" in said.accessibleName()


def test_a_label_that_a_segment_has_once_is_opened_by_its_key(window, hands) -> None:
    session = window.session
    layer = replace(session.scheme.layer("habitat"), overlap=OVERLAP_NONE)
    others = [x for x in session.scheme.layers if x.id != "habitat"]
    session.do(set_scheme, replace(session.scheme, layers=(*others, layer)), annotator=WHO)
    hands.caret("heron")
    hands.type("h")
    first = session.current_annotation()
    hands.press(K.Key_Escape)
    hands.type("h")
    assert session.current_annotation() == first
    assert [a for a in session.labels() if a.layer == "habitat"] == [first]
    here = set(first.segments)
    other = next(s for s in session.store.read().segments(first.document) if s.id not in here)
    window.view.set_caret(other.begin)
    hands.type("h")
    assert len([a for a in session.labels() if a.layer == "habitat"]) == 2


def test_a_key_of_a_layer_that_an_action_has_is_not_shown_for_it(window, hands) -> None:
    session = window.session
    layers = [replace(x, key="0") if x.id == "diary" else x for x in session.scheme.layers]
    session.do(set_scheme, replace(session.scheme, layers=tuple(layers)), annotator=WHO)
    assert session.layer_caps()["diary"] == "7"
    layers = [replace(x, key="0") if x.key == "r" else x for x in session.scheme.layers[::-1]]
    bird, *others = [replace(x, key="=") if x.key == "b" else x for x in layers[::-1]]
    session.do(set_scheme, replace(session.scheme, layers=(*others, bird)), annotator=WHO)
    assert {"0", "="}.isdisjoint(session.layer_caps().values())
    window.keymap.set_keys(("annotate.repeat", ("Ctrl+F7",)))
    assert session.layer_caps()["bird"] == "="
    hands.caret("heron")
    hands.type("=")
    assert session.current_annotation().layer == "bird"


def test_a_frame_without_ends_names_those_that_the_scheme_has(window, hands) -> None:
    """A scheme without holders and cues was told to link the holder, the cue and the target."""
    session = window.session
    hub = next(x for x in session.scheme.layers if x.id in session.maker.hubs)
    bare = replace(session.scheme, rules=())
    types = tuple(replace(t, features=()) for t in bare.relation_types)
    session.do(set_scheme, replace(bare, relation_types=types), annotator=WHO)
    roles = [(t.role or t.names)["en"] for t in session.scheme.relation_types_from(hub.id)]
    assert roles
    said: list[str] = []
    session.said.connect(said.append)
    hands.caret("heron")
    hands.type(hub.key)
    assert window.text_keys.mode == FRAME
    hands.press(K.Key_Tab)
    wanted = f"Letters link: {', '.join(dict.fromkeys(roles))}."
    assert said[-1] == wanted
    window.later.settle_all()
    assert wanted in [x.text() for x in window.columns.inspector.findChildren(QLabel)]

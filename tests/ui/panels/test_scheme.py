"""The panel of layers: counts in step, values of the open layer, tagging by click and by key."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt

from annotator.model.scheme import Feature, Tag
from annotator.operations.importing.schemes import set_scheme
from annotator.operations.tagging.annotate import tag_spans
from annotator.operations.tagging.entities import new_entity, set_entity
from annotator.ui.look.look import DARK
from annotator.ui.panels.scheme import ROW, SchemeModel, SchemeRow
from tests.operations.field_notes import WHO, make_notes, only_document, span_of

K = Qt.Key


def _rows(panel) -> list[SchemeRow]:
    model = panel.model()
    return [model.index(n).data(ROW) for n in range(model.rowCount())]


def test_layers_have_names_keys_letters_counts_and_definitions(make_window, corpus) -> None:
    window = make_window(corpus)
    rows = _rows(window.columns.scheme)
    assert [row.layer for row in rows] == [x.id for x in window.session.scheme.layers]
    assert [row.key for row in rows] == ["1", "2", "3", "4", "5"]
    assert sum(row.number for row in rows) == 81
    index = window.columns.scheme.model().index(0)
    assert index.data(int(Qt.ItemDataRole.AccessibleTextRole)) == "Actor, 39, key 1"
    told = index.data(int(Qt.ItemDataRole.ToolTipRole))
    assert told.startswith("<qt>Actor<br>")
    assert len(told) > 40


def test_the_open_layer_shows_its_values_and_counts_follow(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    panel, session = window.columns.scheme, window.session
    first = next(a for a in session.shown() if a.layer == session.scheme.layers[0].id)
    window.keys.select(first.id)
    window.later.settle_all()
    rows = _rows(panel)
    values = [row for row in rows if not row.is_layer]
    assert rows[0].is_open
    assert rows[0].number is not None
    assert sum(row.number for row in values) == rows[0].number
    assert values == sorted(values, key=lambda row: row.number or 0, reverse=True)
    window.view.setFocus()
    qtbot.keyClick(window.view, K.Key_Backspace)
    window.later.settle_all()
    assert _rows(panel)[0].number == rows[0].number - 1
    session.undo()
    window.later.settle_all()
    assert _rows(panel)[0].number == rows[0].number


def test_values_that_are_several_yes_or_no_or_entities_are_named(
    make_window, settings, tmp_path, qtbot
) -> None:
    """They were listed as the program writes them, as ['clear', 'windy'], True or an id."""
    features = {
        "bird": ("species", ("e1",), ["Grey heron"]),
        "sighting": ("by_ear", False, ["no"]),
        "sound": ("skies", ("windy", "clear"), ["clear", "windy"]),
    }
    with make_notes(tmp_path / "notes.corpus") as store:
        scheme = store.scheme
        skies = Feature(id="skies", type="tags", tags=(Tag(id="windy"), Tag(id="clear")))
        layers = tuple(
            replace(
                layer,
                label_feature=features[layer.id][0],
                features=(*layer.features, skies) if layer.id == "sound" else layer.features,
            )
            if layer.id in features
            else layer
            for layer in scheme.layers
        )
        set_scheme(store, replace(scheme, layers=layers, version="2"), annotator=WHO)
        heron = new_entity(store, names={"en": "Grey heron"}, annotator=WHO)
        made = {}
        for layer, (feature, value, _) in features.items():
            held = (heron.id,) if value == ("e1",) else value
            made[layer] = tag_spans(
                store,
                only_document(store),
                layer,
                [span_of("heron")],
                annotator=WHO,
                features={feature: held},
            )
    settings.set_text("annotator", WHO)
    window = make_window(tmp_path / "notes.corpus")
    session = window.session
    for layer, (_, _, said) in features.items():
        window.text_keys.select(made[layer].id)
        window.later.settle_all()
        values = [row for row in _rows(window.columns.scheme) if not row.is_layer]
        assert sorted(row.name for row in values) == said
    assert _label(session, made["bird"].id) == "Grey heron"
    session.do(set_entity, replace(heron, names={"en": "Wader"}), annotator=WHO)
    assert _label(session, made["bird"].id) == "Wader"


def _label(session, key: str) -> str:
    return next(mark.value for mark in session.marks() if mark.key == key)


def test_only_what_is_new_is_told(qtbot) -> None:
    model = SchemeModel("en")
    rows = [SchemeRow(f"l{n}", f"L{n}", n, n) for n in range(5)]
    model.show(rows)
    told: list[int] = []
    model.dataChanged.connect(lambda first, _last: told.append(first.row()))
    model.modelReset.connect(lambda: told.append(-1))
    model.show(list(rows))
    assert told == []
    model.show([*rows[:2], rows[2]._replace(number=9), *rows[3:]])
    assert told == [2]
    model.show(rows[:2])
    assert told == [2, -1]
    # A value is lower than a layer, so whatever is below it moves.
    model.show([rows[0], rows[1]._replace(slot=-1)])
    assert told == [2, -1, -1]


def test_enter_and_a_click_tag_the_selection(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    panel, session = window.columns.scheme, window.session
    session.open_document(window.columns.documents.model.rows[1].id)
    before = len(session.shown())
    window.view.set_caret(2)
    panel.setFocus()
    panel.setCurrentIndex(panel.model().index(1))
    qtbot.keyClick(panel, K.Key_Return)
    assert len(session.shown()) == before + 1
    assert session.current_annotation().layer == session.scheme.layers[1].id
    session.undo()
    box = panel.visualRect(panel.model().index(0))
    qtbot.mouseClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert session.current_annotation().layer == session.scheme.layers[0].id
    panel.setFocus()
    qtbot.keyClick(panel, K.Key_Escape)
    assert window.view.hasFocus()


def test_rows_have_the_heights_of_the_design(make_window, corpus) -> None:
    window = make_window(corpus)
    panel, session = window.columns.scheme, window.session
    window.keys.select(next(a.id for a in session.shown()))
    window.later.settle_all()
    heights = {panel.visualRect(panel.model().index(n)).height() for n in range(4)}
    assert heights == {31, 22}
    assert panel.sizeHint() != QSize()


def test_what_is_kept_as_pictures_is_what_is_true_now(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    window.resize(1440, 900)
    panel = window.columns.scheme

    def seen() -> bytes:
        picture = panel.viewport().grab().toImage()
        return bytes(picture.constBits())

    before = seen()
    assert seen() == before
    window.view.setFocus()
    window.keys.select(window.session.shown()[0].id)
    window.later.settle_all()
    opened = seen()
    assert opened != before
    qtbot.keyClick(window.view, K.Key_Backspace)
    window.later.settle_all()
    assert seen() not in (before, opened)
    light = seen()
    panel.set_look(window.look.with_mode(DARK))
    assert seen() != light
    panel.set_look(window.look)
    assert seen() == light

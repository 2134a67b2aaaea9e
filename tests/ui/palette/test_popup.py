"""The palette of Ctrl+K: what it lists, what Enter and Ctrl+Enter do, by keys only."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.model.wording import step_sentence
from annotator.store.reading.listing import DocumentRow
from annotator.text.paragraphs import paragraphs
from annotator.ui.action_table.table import ACTIONS
from annotator.ui.palette.popup import SHOWN, TOP, WIDTH
from annotator.ui.settings.preferences import preference

K, M = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def window(make_window, corpus):
    return make_window(corpus)


def opened(window, qtbot, typed: str = ""):
    window.view.setFocus()
    qtbot.keyClick(window.view, K.Key_K, M.ControlModifier)
    popup = window.act.palette.popup
    assert popup.isVisible()
    type_in(popup, typed)
    return popup


def type_in(popup, typed: str) -> None:
    """Type on a keyboard of any alphabet."""
    for character in typed:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, K.Key_unknown, M.NoModifier, character)
            QApplication.sendEvent(popup.field, event)


def texts(popup) -> list[str]:
    return [popup.model.row(n).text for n in range(popup.model.total)]


def test_it_stands_80_from_the_top_620_wide_with_ten_rows(window, qtbot) -> None:
    popup = opened(window, qtbot)
    assert (popup.width(), popup.y()) == (WIDTH, TOP)
    assert popup.list.height() == SHOWN * 34
    assert popup.field.hasFocus()
    assert window.status.mode.text() == window.word("mode.palette")


@pytest.mark.parametrize("height", [270, 340, 384, 450, 560, 600])
def test_in_a_low_window_all_of_it_is_seen(window, qtbot, height: int) -> None:
    window.setMinimumSize(1, 1)
    window.resize(640, height)
    popup = opened(window, qtbot)
    QApplication.processEvents()
    assert window.rect().contains(popup.geometry())
    assert popup.list.height() % 34 == 0
    assert popup.list.height() >= 34 * 3


def test_enter_does_an_action_by_its_name_in_the_other_language(window, qtbot) -> None:
    popup = opened(window, qtbot, "история")
    assert texts(popup) == ["History"]
    qtbot.keyClick(popup.field, K.Key_Return)
    assert not popup.isVisible()
    assert window.columns.is_shown("history")


def test_an_action_that_cannot_be_done_is_listed_with_the_reason(window, qtbot) -> None:
    popup = opened(window, qtbot, ">unsure")
    row = popup.current()
    assert row.text == "Unsure"
    assert row.cap == "?"
    assert row.reason == "First select an annotation (Enter)."
    qtbot.keyClick(popup.field, K.Key_Return)
    assert popup.isVisible()
    assert window.status.said.text() == row.reason


def test_a_document_is_opened_by_words_of_its_title_in_any_order(window, qtbot) -> None:
    row = window.columns.documents.model.rows[6]
    title = (row.title or row.opening).split()
    popup = opened(window, qtbot, f"{title[1]} {title[0][:4]}")
    qtbot.keyClick(popup.field, K.Key_Return)
    assert window.session.document == row.id
    assert window.view.hasFocus()


def test_at_lists_entities_by_alias_and_enter_tags_with_one(window, qtbot) -> None:
    session, text = window.session, window.view.text()
    known = session.tallies.items()
    entity = next(e for e in session.entities.values() if e.id in known)
    free = next(
        (begin, begin + len(word))
        for word in text.split()
        if (begin := text.find(word)) >= 0
        and len(word) > 4
        and not window.view.marks_in(begin, begin + len(word))
    )
    before = known[entity.id]
    window.view.set_caret(free[0] + 1)
    popup = opened(window, qtbot, "@" + next(iter(entity.names.values())))
    assert {popup.model.row(n).kind for n in range(popup.model.total)} == {"entity"}
    assert popup.current().key == entity.id
    qtbot.keyClick(popup.field, K.Key_Return)
    assert session.tallies.items()[entity.id] == before + 1
    made = session.current_annotation()
    assert made.spans[0].begin == free[0]


def test_hash_lists_layers_and_tags_and_a_tag_is_given_to_the_current_annotation(
    window, qtbot
) -> None:
    session = window.session
    layer = next(
        x for x in session.scheme.layers if any(f.type == "tag" and f.core for f in x.features)
    )
    feature = next(f for f in layer.features if f.type == "tag" and f.core)
    annotation = next(a for a in session.shown() if a.layer == layer.id)
    wanted = next(
        t
        for t in session.scheme.tags_of(feature)
        if not t.group and t.id != annotation.features.get(feature.id)
    )
    window.keys.select(annotation.id)
    popup = opened(window, qtbot, "#" + wanted.names["en"])
    while popup.current().key.split("\t") != [layer.id, feature.id, wanted.id]:
        qtbot.keyClick(popup.field, K.Key_Down)
    qtbot.keyClick(popup.field, K.Key_Return)
    assert session.annotation(annotation.id).features[feature.id] == wanted.id


def test_a_colon_goes_to_an_offset_or_a_paragraph(window, qtbot) -> None:
    popup = opened(window, qtbot, ":3")
    assert texts(popup) == ["Paragraph 3", "Offset 3"]
    text = window.view.text()
    third = [begin for begin, end in paragraphs(text) if text[begin:end].strip()][2]
    qtbot.keyClick(popup.field, K.Key_Return)
    assert window.view.caret() == third
    assert window.status.place.text() == f"par. 3, {third}"
    popup = opened(window, qtbot, ":206")
    qtbot.keyClick(popup.field, K.Key_Return)
    assert window.view.caret() == 206
    assert texts(opened(window, qtbot, ":99999999")) == []


def test_steps_are_found_and_shown_in_the_history(window, qtbot) -> None:
    window.keys.select(window.session.shown()[0].id)
    window.act.tagging.delete_current()
    session = window.session
    said = step_sentence(session.store.undo_step(session.annotator), "en")
    popup = opened(window, qtbot, said)
    assert (popup.current().kind, popup.current().text) == ("step", said)
    before = window.session.store.counts()
    qtbot.keyClick(popup.field, K.Key_Return)
    assert window.columns.history.list.hasFocus()
    assert window.session.store.counts() == before


def test_what_was_taken_lately_comes_first_also_in_the_next_sitting(
    window, qtbot, make_window, corpus
) -> None:
    popup = opened(window, qtbot, ">normal")
    qtbot.keyClick(popup.field, K.Key_Return)
    assert texts(opened(window, qtbot))[0] == "Normal size"
    window.close()
    again = make_window(corpus)
    assert texts(opened(again, qtbot))[0] == "Normal size"


def test_ctrl_enter_shows_where_an_action_lives(window, qtbot) -> None:
    popup = opened(window, qtbot, ">next incomplete")
    qtbot.keyClick(popup.field, K.Key_Return, M.ControlModifier)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert menu.activeAction() is window.action("next.incomplete")
    menu.close()


def test_esc_and_the_key_itself_leave_and_the_text_has_the_focus(window, qtbot) -> None:
    popup = opened(window, qtbot, "a")
    qtbot.keyClick(popup.field, K.Key_Escape)
    assert not popup.isVisible()
    assert window.view.hasFocus()
    popup = opened(window, qtbot)
    qtbot.keyClick(popup.field, K.Key_K, M.ControlModifier)
    assert not popup.isVisible()


def test_without_a_corpus_it_lists_actions_with_the_reason(make_window, qtbot) -> None:
    window = make_window()
    qtbot.keyClick(window, K.Key_K, M.ControlModifier)
    popup = window.act.palette.popup
    type_in(popup, "import")
    assert popup.current().reason == "First open a corpus (Ctrl+O)."


def test_the_field_of_the_top_row_opens_it_with_what_is_typed(window, qtbot) -> None:
    button = window.menus.field.button
    button.setFocus()
    qtbot.keyClick(button, K.Key_H)
    popup = window.act.palette.popup
    assert popup.isVisible()
    assert popup.field.text() == "h"
    popup.leave()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert popup.isVisible()


def test_in_bulgarian_it_speaks_bulgarian(window, qtbot) -> None:
    window.set_language("bg")
    popup = opened(window, qtbot, "history")
    assert texts(popup) == ["История"]
    assert popup.field.placeholderText() == window.word("palette_hint")


def test_a_title_with_soft_hyphens_and_tabs_is_read_and_found(window, qtbot) -> None:
    title = "Пра\u00adви\u00adтел\u00adство\tпротив"
    row = DocumentRow("d1", "d1", title, "bg", None, 9, "", 0, 0, 0, 0, None)
    window.columns.documents.set_rows([row], None)
    assert texts(opened(window, qtbot, "правителство"))[0] == "Правителство против"


def test_ten_thousand_documents_are_handed_out_by_the_page(window, qtbot) -> None:
    rows = [
        DocumentRow(f"d{n}", f"d{n}", f"Статия {n} за граница", "bg", None, 9, "", 0, 0, 0, 0, None)
        for n in range(10_000)
    ]
    window.columns.documents.set_rows(rows, None)
    popup = opened(window, qtbot, "grani stati")
    assert popup.model.total == 10_000
    assert popup.model.rowCount() < 100
    for _ in range(12):
        qtbot.keyClick(popup.field, K.Key_PageDown)
    assert popup.current().key == "d120"
    type_in(popup, " 9999")
    assert texts(popup) == ["Статия 9999 за граница"]


@pytest.mark.parametrize(
    ("typed", "action_id"),
    [
        ("tei", "corpus.export"),
        ("доказателство", "corpus.export"),
        ("dark", "app.preferences"),
        ("тъмна", "app.preferences"),
        ("шрифт", "app.preferences"),
    ],
)
def test_an_action_is_found_by_what_it_does_and_by_what_it_sets(
    window, qtbot, typed, action_id
) -> None:
    popup = opened(window, qtbot, typed)
    found = [popup.model.row(n) for n in range(popup.model.total)]
    assert action_id in [row.key for row in found]


def take(popup, qtbot) -> None:
    qtbot.keyClick(popup.field, K.Key_Return)


def follow_link(window, qtbot) -> None:
    link = window.status._links.itemAt(0).widget()
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("dark", "Theme: Dark"), ("тъмна", "Theme: Dark"), ("theme high", "Theme: High contrast")],
)
def test_a_theme_is_set_at_once_and_set_back(window, qtbot, typed: str, said: str) -> None:
    steps = len(list(window.session.store.history(limit=9)))
    popup = opened(window, qtbot, typed)
    assert popup.current().text == said
    take(popup, qtbot)
    mode = {"Theme: Dark": "dark"}.get(said, "contrast")
    assert (window.look.mode, window.settings.text("theme")) == (mode, mode)
    assert window.status.said.text() == f"Set. {said}"
    assert window.view.hasFocus()
    follow_link(window, qtbot)
    assert (window.look.mode, window.settings.text("theme")) == ("light", "light")
    assert len(list(window.session.store.history(limit=9))) == steps


def test_that_something_is_set_is_said_no_longer_than_it_is_so(window, qtbot) -> None:
    """It stood for 20 seconds with its offer, whatever was set by other keys meanwhile."""
    take(opened(window, qtbot, "theme dark"), qtbot)
    window.text_keys.select(window.sitting.shown()[0].id)
    qtbot.keyClick(window.view, K.Key_Right)
    window.later.settle_all()
    # Elsewhere in the text it is as true as before, and so is what its button says.
    assert window.status.said.text() == "Set. Theme: Dark"
    window.settings.set_text("theme", "contrast")
    window.act.setting.take()
    window.later.settle_all()
    assert "Theme" not in window.status.said.text()
    assert window.status._links.count() == 0
    take(opened(window, qtbot, "zoom 110"), qtbot)
    window.later.settle_all()
    assert "110 %" in window.status.said.text()
    qtbot.keyClick(window.view, K.Key_0, Qt.KeyboardModifier.ControlModifier)
    window.later.settle_all()
    assert window.view.zoom() == 100
    assert "110 %" not in window.status.said.text()


def test_what_is_set_now_says_so_and_setting_it_again_changes_nothing(window, qtbot) -> None:
    popup = opened(window, qtbot, "theme light")
    assert (popup.current().text, popup.current().aside) == ("Theme: Light", "set now")
    look = window.look
    take(popup, qtbot)
    assert window.look is look
    assert "Theme: Light" in window.status.said.text()


def test_what_was_set_last_is_not_before_what_is_called_so(window, qtbot) -> None:
    take(opened(window, qtbot, "theme dark"), qtbot)
    assert opened(window, qtbot, "theme").current().text == "Theme: Dark"
    popup = opened(window, qtbot, "theme light")
    assert popup.current().text == "Theme: Light"
    take(popup, qtbot)
    assert window.look.mode == "light"


@pytest.mark.parametrize("typed", ["language bulg", "език", "български"])
def test_the_language_is_set_at_once_and_set_back(window, qtbot, typed: str) -> None:
    popup = opened(window, qtbot, typed)
    rows = [popup.model.row(n) for n in range(popup.model.total)]
    wanted = next(n for n, row in enumerate(rows) if row.key == "language\tbg")
    for _ in range(wanted):
        qtbot.keyClick(popup.field, K.Key_Down)
    take(popup, qtbot)
    assert window.language == "bg"
    assert window.status.said.text() == "Избрано. Език: Български"
    follow_link(window, qtbot)
    assert window.language == "en"


def test_the_size_of_texts_goes_by_one_step_as_far_as_it_may(window, qtbot) -> None:
    size = window.look.text_size
    for wanted in (size + 1, size + 2):
        popup = opened(window, qtbot, f"size of texts {wanted}")
        assert popup.current().text == f"Size of texts: {wanted} px"
        take(popup, qtbot)
        assert window.look.text_size == wanted
    window.settings.set_text("text_size", str(preference("text_size").most))
    popup = opened(window, qtbot, "size of texts")
    assert texts(popup)[0] == f"Size of texts: {preference('text_size').most - 1} px"
    assert not any("33" in text for text in texts(popup))


def test_where_a_setting_lives_is_shown(window, qtbot) -> None:
    popup = opened(window, qtbot, "theme dark")
    qtbot.keyClick(popup.field, K.Key_Return, M.ControlModifier)
    assert window.look.mode == "light"


@pytest.mark.parametrize("language", ["en", "bg"])
def test_every_action_is_found_by_its_name_in_both_languages(
    make_window, corpus, settings, language
) -> None:
    settings.set_text("language", language)
    index = make_window(corpus).act.palette.index
    index.refresh()
    for entry in ACTIONS:
        if entry.handler and entry.id != "go.palette":
            for name in entry.names:
                assert entry.id in [row.key for row in index.find(name, ())], (entry.id, name)

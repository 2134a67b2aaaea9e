"""A register of names from nothing: who was named once is tagged by name and by letter."""

from __future__ import annotations

from annotator.model.review import Annotator
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, put_annotator, scheme_named
from annotator.ui.app import build_window
from annotator.ui.panels.picker import Picker
from annotator.ui.settings.settings import Settings
from tests.journeys.test_from_first_start import CTRL, SHIFT, Hands, K

TEXT = "Русия и Китай\n\nРусия отговори. Китай мълчи, но Русия настоява."


def test_a_name_is_known_once_somebody_has_named_it(qtbot, tmp_path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    for key, value in (("language", "en"), ("annotator", "me"), ("name", "Мария")):
        settings.set_text(key, value)
    text = tmp_path / "news.txt"
    text.write_text(TEXT, encoding="utf-8")
    path = tmp_path / "own.corpus"
    with new_corpus(path, scheme=scheme_named(None)) as store:
        put_annotator(store, Annotator(id="me", names={"en": "Мария"}))
        assert not import_files(store, [text]).refused
    window = build_window(path, settings)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    hands = Hands(qtbot)
    qtbot.waitUntil(lambda: window.session is not None and window.view.hasFocus())
    session = window.sitting

    hands.press(K.Key_Home, CTRL)
    hands.press(K.Key_1)
    hands.press(K.Key_N, CTRL | SHIFT)
    hands.press(K.Key_Tab)
    hands.type("stat")
    hands.press(K.Key_Return)
    hands.press(K.Key_Escape)
    (entity,) = session.entities.values()
    assert (entity.kinds, entity.aliases[0].text) == (("actor:state",), "Русия")

    def at(place: int) -> None:
        window.surface.set_caret(place)

    at(window.surface.text().index("Русия отговори"))
    hands.press(K.Key_1)
    by_name = session.current_annotation()
    assert by_name.features["entities"] == [entity.id]
    assert by_name.features["actor_type"] == "state"

    hands.press(K.Key_E, CTRL)
    (picker,) = window.findChildren(Picker)
    qtbot.waitUntil(picker.field.hasFocus)
    hands.press(K.Key_Return)
    window.activateWindow()
    qtbot.waitUntil(window.view.hasFocus)
    assert session.entities[entity.id].letter == "р"
    at(window.surface.text().rindex("Русия"))
    hands.type("р")
    by_letter = session.current_annotation()
    assert by_letter.quote == "Русия"
    assert by_letter.features == by_name.features
    window.close()

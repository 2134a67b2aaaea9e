"""What stands where nothing is: each sentence in its place, in both languages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import new_corpus, scheme_named
from annotator.ui.action_table.table import action
from annotator.ui.sitting.opening import open_session
from annotator.ui.words.fixed import word

SENTENCES = {
    "no_documents": (
        "Add texts: drop files here or press Ctrl+Shift+I.",
        "Добавете текстове: пуснете файлове тук или натиснете Ctrl+Shift+I.",
    ),
    "no_fit": (
        "No document fits. Esc clears the filter.",
        "Няма подходящ документ. Esc изчиства филтъра.",
    ),
    "nothing_tagged": (
        "Put the caret on a word and press 1.",
        "Поставете курсора върху дума и натиснете 1.",
    ),
    "nothing_selected": (
        "Enter opens the annotation under the caret.",
        "Enter отваря анотацията под курсора.",
    ),
    "no_ends": (
        "Letters link the holder, the cue and the target.",
        "Буквите свързват носителя, въвеждащия израз и обекта.",
    ),
    "no_entities": (
        "An entity is who or what is meant. Tag a name, then Ctrl+Shift+N.",
        "Единица е този или това, за което става дума. Маркирайте име, после Ctrl+Shift+N.",
    ),
    "no_comments": ("No comments. Ctrl+Shift+C adds one.", "Няма коментари. Ctrl+Shift+C добавя."),
    "no_agreement": (
        "Agreement needs a document that two annotators have finished.",
        "За съгласие е нужен документ, завършен от двама анотатори.",
    ),
    "history_empty": (
        "Every step will stand here and can be taken back.",
        "Тук ще стои всяка стъпка и ще може да се върне.",
    ),
}


@pytest.fixture(params=["en", "bg"])
def language(request, settings) -> str:
    settings.set_text("language", request.param)
    return request.param


@pytest.fixture
def window(make_window, corpus, language):
    return make_window(corpus)


@pytest.fixture
def see(qtbot, language):
    """Return a function that waits until a panel shows a sentence."""

    def wait(panel, sentence: str) -> None:
        qtbot.waitUntil(lambda: sentence in seen(panel))

    return wait


def seen(panel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


@pytest.mark.parametrize("code", SENTENCES)
def test_each_sentence_is_there_in_both_languages(code) -> None:
    assert (word(code, "en"), word(code, "bg")) == SENTENCES[code]


def test_without_documents_the_list_says_how_texts_come(
    make_window, settings, language, see, tmp_path, qtbot
) -> None:
    path = tmp_path / "empty.corpus"
    new_corpus(path, scheme=scheme_named(None), annotator=Annotator(id="gold")).close()
    window = make_window()
    window.open_session(open_session(path, settings))
    see(window.columns.documents, word("no_documents", language))
    see(window.columns.entities, word("no_entities", language))
    see(window.columns.inspector, word("nothing_selected", language))


def test_a_filter_that_fits_nothing_says_how_to_clear_it(window, language, see, qtbot) -> None:
    panel = window.columns.documents
    panel.filter.setText("qqqq")
    see(panel, word("no_fit", language))
    qtbot.keyClick(panel.filter, Qt.Key.Key_Escape)
    assert word("no_fit", language) not in seen(panel)


def test_an_article_without_annotations_says_how_to_tag(window, language, see, qtbot) -> None:
    window.session.set_annotator("nobody")
    window.status._timer.start(0)  # what is said in passing is over
    qtbot.waitUntil(lambda: window.status.said.text() == word("nothing_tagged", language))
    see(window.columns.entities, word("no_entities", language))


def test_the_inspector_says_what_enter_does_and_how_comments_come(window, language, see) -> None:
    see(window.columns.inspector, word("nothing_selected", language))
    commented = {c.target for c in window.session.comments.values()}
    window.keys.select(next(a.id for a in window.session.shown() if a.id not in commented))
    see(window.columns.inspector, word("no_comments", language))


def test_comments_on_the_document_stand_in_the_inspector_from_the_start(
    window, language, see
) -> None:
    comment = next(c for c in window.session.comments.values() if c.target is None)
    see(window.columns.inspector, comment.texts[language])


def test_a_hub_without_ends_says_what_letters_do(window, language, see) -> None:
    session = window.session
    session.set_annotator("nobody")
    hub = next(x.id for x in session.scheme.layers if x.id in session.maker.hubs)
    window.view.set_caret(1)
    window.keys.tag(hub)
    see(window.columns.inspector, word("no_ends", language))


def test_a_history_without_steps_says_what_will_stand_there(
    make_window, settings, language, see, tmp_path
) -> None:
    path = tmp_path / "empty.corpus"
    new_corpus(path, scheme=scheme_named(None), annotator=Annotator(id="gold")).close()
    window = make_window()
    window.open_session(open_session(path, settings))
    panel = window.columns.history
    window.act.steps.show_history()
    see(panel, word("history_empty", language))


def test_sentences_name_keys_as_they_were_changed(window, language, see, qtbot) -> None:
    window.keymap.set_keys(
        ("open.under_caret", ("F10",)), ("annotate.comment", ()), ("annotate.layer_1", ("!",))
    )
    for code, key in (("nothing_selected", "F10"), ("nothing_tagged", "!")):
        assert key in window.word(code)
        assert key in window.session.word(code)
    see(window.columns.inspector, window.word("nothing_selected"))
    name = action("annotate.comment").name(language)
    assert name in window.word("no_comments")
    window.session.set_annotator("nobody")
    window.status._timer.start(0)
    qtbot.waitUntil(lambda: "!" in window.status.said.text())


def test_without_documents_the_text_and_the_bar_say_how_texts_come(
    make_window, settings, language, tmp_path, qtbot, corpus
) -> None:
    path = tmp_path / "empty.corpus"
    new_corpus(path, scheme=scheme_named(None), annotator=Annotator(id="gold")).close()
    window = make_window(size=(800, 560))
    window.open_session(open_session(path, settings))
    qtbot.waitUntil(lambda: word("no_documents", language) in seen(window.text_page))
    assert window.status.said.text() == word("no_documents", language)
    assert window.status.keys() == []
    assert window.open_session(open_session(corpus, settings)) is None
    assert word("no_documents", language) not in seen(window.text_page)
    assert window.view.accessibleName() == word("mode.text", language)


def test_fields_speak_the_language_of_the_window(make_window, settings, language) -> None:
    window = make_window()
    copied = {"en": "Copy", "bg": "Копиране"}

    def menu() -> str:
        field = QLineEdit("a")
        asked = field.createStandardContextMenu()
        return " ".join(entry.text() for entry in asked.actions())

    assert copied[language] in menu().replace("&", "")
    other = "en" if language == "bg" else "bg"
    window.set_language(other)
    assert copied[other] in menu().replace("&", "")

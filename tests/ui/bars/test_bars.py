"""Head and status bar: what they say, in the reader's language, and what gives way first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.model.corpus import Document
from annotator.model.identity import text_hash
from annotator.model.review import FINISHED, Annotator
from annotator.operations.documents.documents import set_assignment
from annotator.operations.tagging.annotate import tag_here, tag_spans
from annotator.ui.bars.document_head import shared
from annotator.ui.bars.status_bar import StatusBar
from tests.operations.field_notes import WHO, make_notes, only_document, span_of


def test_the_head_names_language_words_and_date_in_both_languages(make_window, corpus) -> None:
    window = make_window(corpus)
    said = window.head.facts.text()
    assert said.startswith("Bulgarian, ")
    assert "30 Aug 2022 (inferred)" in said
    assert window.head.state.text() == "In progress, by Gold"
    counts = window.head.counts.text()
    assert "annotations" in counts
    assert "relations" in counts
    window.set_language("bg")
    assert window.head.facts.text().startswith("Български, ")
    assert "30 авг 2022" in window.head.facts.text()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Велмория и Тарсения започват строеж.", "5 words"),
        ("Велмория" + " " * 90, "1 word"),
        (
            "日本政府は停戦を支持すると発表した。\n外務省の報道官は歓迎すると述べた。",
            "36 characters",
        ),
        ("", "0 words"),
    ],
)
def test_where_no_spaces_part_words_characters_are_counted(
    make_window, corpus, text: str, said: str
) -> None:
    window = make_window(corpus)
    shown = Document(id="d", name="d", text=text, sha256=text_hash(text))
    window.head.show_document(shown, window.session)
    assert window.head.facts.text() == said


def test_the_head_says_one_in_the_singular_and_leaves_out_nothings(
    make_window, corpus, qtbot
) -> None:
    window = make_window(corpus)
    session = window.session
    session.set_annotator("nobody")
    assert window.head.counts.text() == "0 annotations"
    word = session.tallies
    assert not word
    window.view.set_caret(1)
    window.keys.tag(session.scheme.layers[0].id)
    assert window.head.counts.text() == "1 annotation"


def test_a_finished_document_is_said_to_be(make_window, corpus) -> None:
    window = make_window(corpus)
    session = window.session
    set_assignment(session.store, session.document, session.annotator, FINISHED)
    window.head.show_counts(session)
    assert window.head.state.text() == "Finished, by Gold"


KEYS = [("Tab", "features"), ("F2", "borders"), ("Shift ↵", "next under caret"), ("Esc", "back")]


@pytest.fixture
def bar(qtbot) -> StatusBar:
    made = StatusBar()
    qtbot.addWidget(made)
    made.mode.setText("Text")
    made.place.setText("par. 1, 233")
    made.zoom.setText("100 %")
    made.saved.setText("Saved")
    made.resize(1440, 28)
    made.show()
    return made


def test_nothing_older_is_said_of_a_corpus_that_is_closed(bar, qtbot) -> None:
    bar.say("Deleted. Ctrl+Z brings it back.", [("Undo", lambda: None)])
    qtbot.waitUntil(lambda: not bar._fresh.isActive())
    bar.clear()
    assert (bar.said.text(), bar._links.count()) == ("", 0)
    bar.say("The corpus is closed.")
    bar.clear()
    assert bar.said.text() == "The corpus is closed."


def test_keys_stand_right_after_the_sentence(bar) -> None:
    bar.stand("Actor, government body")
    bar.show_keys(KEYS)
    assert bar.keys() == KEYS
    bar.layout().activate()
    gap = bar._pairs[0].x() - bar.said.geometry().right()
    assert 0 <= gap <= 4
    assert bar._pairs[-1].geometry().right() < bar.mode.x()
    assert bar.width() - bar.saved.geometry().right() < 20


def test_at_most_four_keys_and_fewer_where_there_is_no_room(bar) -> None:
    bar.show_keys([*KEYS, ("F1", "more")])
    assert bar.keys() == KEYS
    bar.stand("Actor, руското външно министерство, government body " * 3)
    bar.resize(800, 28)
    assert 0 < len(bar.keys()) < 4


def test_what_is_said_ends_when_it_does_not_hold_any_more(qtbot) -> None:
    bar, true = StatusBar(), [True]
    qtbot.addWidget(bar)
    bar.stand("Actor")
    bar.say("Set.", [("Back", list)], holds=lambda: true[0])
    bar.end_outdated()
    assert (bar.said.text(), bar._links.count()) == ("Set.", 1)
    true[0] = False
    bar.end_outdated()
    assert (bar.said.text(), bar._links.count()) == ("Actor", 0)
    bar.say("Not here.")
    bar.end_outdated()
    assert bar.said.text() == "Not here."


def test_what_is_being_said_is_read_whole_before_any_key(bar) -> None:
    bar.resize(800, 28)
    bar.show_keys(KEYS)
    sentence = "An Actor is already here: двете страни. Enter opens it, or go on somewhere else."
    bar.say(sentence)
    bar.layout().activate()
    assert bar.said.width() >= bar.said.sizeHint().width()
    assert len(bar.keys()) < 4


def test_the_standing_sentence_comes_back(bar, qtbot) -> None:
    bar.stand("Actor")
    bar.say("Refused.")
    bar.stand("Place")
    assert bar.said.text() == "Refused."
    assert bar.said.accessibleName() == "Refused."
    bar._timer.start(0)
    qtbot.waitUntil(lambda: bar.said.text() == "Place")


def test_the_status_says_of_a_hub_how_many_ends_it_has(make_window, corpus) -> None:
    window = make_window(corpus)
    session = window.session
    hub = next(
        a
        for a in session.shown()
        if a.layer in session.maker.hubs and len(session.relations_from(a.id)) > 1
    )
    window.keys.select(hub.id)
    count = len(session.relations_from(hub.id))
    assert window.status.said.text().endswith(f", {count} ends")


def test_the_mode_is_find_while_the_find_bar_has_the_focus(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.status.mode.text() == "Find")
    assert window.status.keys()[0] == ("Enter", "next")
    qtbot.keyClick(window.find_bar.field, Qt.Key.Key_Escape)
    assert window.status.mode.text() == "Text"


def test_what_is_kept_to_be_said_gives_way_to_what_is_newer(qtbot) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.keep("Undone.")
    assert bar.said.text() == ""
    bar.say_kept()
    assert bar.said.text() == "Undone."
    bar.keep("Undone again.")
    bar.say("Not here.")
    bar.say_kept()
    assert bar.said.text() == "Not here."
    bar.keep("Offered.")
    bar.give_way(to_edit=True)
    bar.say_kept()
    assert bar.said.text() == ""


def test_what_is_being_said_is_read_whole_before_where_the_work_stands(qtbot) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.mode.setText("Text")
    bar.saved.setText("Saved")
    bar.zoom.setText("100 %")
    bar.show_place("Lead", "par. 1, 0")
    bar.resize(900, 28)
    bar.show()
    facts = (bar.role, bar.place, bar.zoom)
    assert all(label.isVisible() for label in facts)
    bar.stand("Actor, " * 40)
    assert all(label.isVisible() for label in facts)
    bar.say(
        "Stance is already here: “Russia is ready to go on giving advice and help…”. "
        "Enter opens it. It was not tagged."
    )
    QApplication.processEvents()
    assert bar.said.width() >= bar.said.sizeHint().width()
    assert bar.mode.isVisible()
    assert bar.saved.isVisible()
    bar.show_place("Body", "par. 2, 70")
    assert not bar.zoom.isVisible()
    bar.give_way(to_edit=True)
    assert all(label.isVisible() for label in facts)
    bar.show_place("", "par. 3, 90")
    assert not bar.role.isVisible()


@pytest.mark.parametrize("language", ["en", "bg"])
@pytest.mark.parametrize("width", [800, 1000, 1440, 2200])
def test_what_was_tagged_of_a_document_and_whose_work_is_shown_leave_its_title_room(
    make_window, settings, tmp_path, has_own_fonts: bool, language: str, width: int
) -> None:
    """In a narrow window with both, the title was gone and all else was cut at both sides."""
    with make_notes(tmp_path / "notes.corpus") as store:
        document = only_document(store)
        for mood in ("restless and rather wary", "calm"):
            features = {"mood": mood}
            tag_here(store, document, "diary", 0, 0, annotator=WHO, features=features)
        with store.edit("annotate.tag", annotator=WHO) as edit:
            edit.put(Annotator(id="other", names={"en": "Somebody of a long name"}))
        tag_spans(store, document, "watcher", [span_of("Tomas")], annotator="other")
    settings.set_text("annotator", WHO)
    settings.set_text("language", language)
    window = make_window(tmp_path / "notes.corpus", size=(width, 700))
    window.act.showing.show_rows()
    window.later.settle_all()
    head = window.head
    head.layout().activate()
    assert head.hint.isVisible()
    assert head.labels.isVisible()
    assert head.title.width() >= head.width() // 5
    for part in (head.hint, head.labels, head.state, head.counts):
        assert part.width() >= part.sizeHint().width()
    if width == 2200 or (width == 1440 and has_own_fonts):
        assert "…" not in head.hint.text() + head.labels.text()
    right = head.counts.geometry().right()
    assert right < head.width()


def test_a_room_is_shared_by_what_is_wanted() -> None:
    assert shared([50, 90], 200) == [50, 90]
    assert shared([50, 90], 100) == [50, 50]
    assert shared([20, 90], 100) == [20, 80]
    assert shared([90, 20], 60) == [40, 20]
    assert shared([0, 90], 60) == [0, 60]

"""Corrections of one's own work are seen and answered by keys in the window."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.model.review import ACCEPTED, APPEALED, FINISHED
from annotator.operations.adjudication.adjudicated import desk_of
from annotator.operations.adjudication.deciding import take
from annotator.operations.adjudication.putting import Why
from annotator.operations.corrections.corrections import corrections_by_others
from annotator.operations.corrections.packages import pack_corrections, take_corrections
from annotator.operations.corrections.replies import reply
from annotator.operations.documents.documents import set_assignment
from annotator.operations.keeping.corpus import open_corpus
from annotator.operations.merging.merging import merge
from annotator.operations.packages.packages import pack_return
from annotator.ui.keys.modes import CORRECTIONS, REVIEW, TEXT
from annotator.ui.main_window import MainWindow
from annotator.ui.panels.picker import Picker
from annotator.ui.text.marks import Flags
from tests.operations.judged import BOTH_OF_SAMPLES, seed_of
from tests.operations.sent import send

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
COUNT = 20


@pytest.fixture(scope="session")
def corrected(samples_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The lead's corpus, where all was decided as gold has it, and that of whoever is corrected."""
    folder = tmp_path_factory.mktemp("corrected")
    path = Path(shutil.copy(samples_file, folder / "lead.corpus"))
    with open_corpus(path) as lead:
        document = seed_of(lead)
        for who in BOTH_OF_SAMPLES:
            set_assignment(lead, document, who, FINISHED)
        with send(lead, "coder_b", folder) as theirs:
            desk = desk_of(lead.read(), lead.scheme, document, BOTH_OF_SAMPLES)
            for number, case in enumerate(desk.differences):
                layer = case.place.first.layer if number % 2 == 0 else None
                why = Why(reason="The subject belongs to it.", guideline=layer)
                take(lead, document, case.id, "gold", annotator="lead", why=why)
            package = folder / "corrections.annotator-package"
            pack_corrections(lead, package, "coder_b", by="lead")
            assert take_corrections(theirs, package) == COUNT
            return path, theirs.path


@pytest.fixture
def theirs(corrected: tuple[Path, Path], tmp_path: Path, settings) -> Path:
    """The corpus of whoever is corrected, of one's own."""
    settings.set_text("annotator", "coder_b")
    return Path(shutil.copy(corrected[1], tmp_path / "coder_b.corpus"))


def begin(window: MainWindow) -> MainWindow:
    window.action("corrections.start").trigger()
    assert window.text_keys.mode == CORRECTIONS
    return window


@pytest.fixture
def window(make_window, theirs: Path) -> MainWindow:
    return begin(make_window(theirs))


def replies(window: MainWindow) -> list[tuple[str, str]]:
    found = corrections_by_others(window.sitting.store.read(), "coder_b")
    said = (c.reply_of("coder_b") for c in found)
    return [(r.state, r.text) for r in said if r is not None]


def test_corrections_are_offered_once(make_window, theirs: Path, qtbot: QtBot) -> None:
    window = make_window(theirs)
    qtbot.waitUntil(window.failure.isVisible)
    assert window.failure.text.text() == "20 corrections of your work: 20 unanswered."
    (see,) = window.failure.offers
    see.click()
    assert window.text_keys.mode == CORRECTIONS
    assert not window.failure.isVisible()
    window.close()
    again = make_window(theirs)
    again._after_first_paint(again.sitting)
    assert not again.failure.isVisible()


def test_each_shows_what_was_what_is_decided_and_why(window: MainWindow) -> None:
    bar = window.text_page.correction_bar
    assert bar.title.text() == "Correction 1 of 20"
    assert bar.about.text() == "Stance, border: D begins 6 characters earlier"
    assert bar.counts.text() == "20 of 20 unanswered"
    assert bar.reason.text() == "lead: The subject belongs to it."
    assert bar.guideline.text().startswith("Guideline, Stance: ")
    mine, decided = bar._shown.versions
    assert (mine.name, decided.name) == ("M Coder B", "D decided by lead")
    assert [text for text, is_hatched in decided.pieces if is_hatched] == ["Русия "]
    marks = window.surface.marks()
    assert {m.reader for m in marks if m.flags & Flags.DISAGREES} == {1, 2}
    assert window.head.state.text() == "Corrections"
    assert window.head.hint.text() == "M yours, D decided"
    assert window.surface._scene.current_difference == 1
    assert window.status.said.text().startswith("Correction 1 of 20: Stance, border. M begins")


def test_one_key_accepts_and_the_next_opens(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.surface, "1")
    assert replies(window) == [(ACCEPTED, "")]
    assert window.text_page.correction_bar.title.text() == "Correction 2 of 20"
    assert window.status.said.text().startswith("Accepted. 19 unanswered. Correction 2 of 20")
    for _ in range(COUNT - 1):
        qtbot.keyClick(window.surface, "1")
    assert replies(window) == [(ACCEPTED, "")] * COUNT
    assert window.status.said.text().startswith("Accepted. All are answered")


def test_an_appeal_needs_a_reason(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.text_page.correction_bar
    qtbot.keyClick(window.surface, "2")
    assert bar.field.hasFocus()
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert replies(window) == []
    assert window.status.said.text().startswith("An appeal needs a reason")
    qtbot.keyClick(window.surface, "2")
    qtbot.keyClicks(bar.field, "12: the subject stays outside")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert replies(window) == [(APPEALED, "12: the subject stays outside")]
    assert window.surface.hasFocus()
    assert bar.title.text() == "Correction 2 of 20"
    assert bar.field.text() == ""
    qtbot.keyClick(window.surface, Qt.Key.Key_F8, SHIFT)
    assert bar.about.text().endswith("; appealed")
    assert bar.field.text() == "12: the subject stays outside"


def test_an_answer_is_taken_back_by_its_key_or_by_undo(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.surface, "1")
    qtbot.keyClick(window.surface, "1")
    qtbot.keyClick(window.surface, Qt.Key.Key_F8, SHIFT)
    qtbot.keyClick(window.surface, "0")
    assert len(replies(window)) == 1
    qtbot.keyClick(window.surface, "0")
    assert window.status.said.text() == "There is no answer to take back."
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert len(replies(window)) == 2
    for _ in range(2):
        qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert replies(window) == []
    assert window.text_page.correction_bar.title.text() == "Correction 1 of 20"


def test_keys_walk_and_the_next_time_it_goes_on(
    window: MainWindow, make_window, theirs: Path, qtbot: QtBot
) -> None:
    bar = window.text_page.correction_bar
    qtbot.keyClick(window.surface, Qt.Key.Key_F8, SHIFT)
    assert window.status.said.text() == "That was the last one."
    for _ in range(4):
        qtbot.keyClick(window.surface, Qt.Key.Key_F8)
    qtbot.keyClick(window.surface, "1")
    assert bar.title.text() == "Correction 6 of 20"
    qtbot.keyClick(window.surface, Qt.Key.Key_F8, SHIFT)
    qtbot.keyClick(window.surface, Qt.Key.Key_Space)
    assert bar.title.text() == "Correction 6 of 20"
    window.close()
    again = begin(make_window(theirs))
    assert again.text_page.correction_bar.title.text() == "Correction 6 of 20"


def test_typing_tags_nothing_and_esc_leaves(window: MainWindow, qtbot: QtBot) -> None:
    counts = window.sitting.store.counts()
    for key in ("a", "p", "9", "+", Qt.Key.Key_Backspace, Qt.Key.Key_Return):
        qtbot.keyClick(window.surface, key)
    assert window.sitting.store.counts() == counts
    qtbot.keyClick(window.surface, Qt.Key.Key_Escape)
    assert (window.text_keys.mode, window.sitting.review) == (TEXT, None)
    assert not window.text_page.correction_bar.isVisible()
    assert all(m.reader == 0 for m in window.surface.marks())


def test_all_are_listed_with_answers_and_enter_opens_one(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.surface, "1")
    qtbot.keyClick(window.surface, Qt.Key.Key_Escape)
    window.action("corrections.list").trigger()
    (picker,) = window.findChildren(Picker)
    assert picker.list.count() == COUNT
    said = [str(picker.list.item(n).data(int(Qt.ItemDataRole.AccessibleTextRole))) for n in (0, 1)]
    assert ", accepted, Stance, The subject belongs to it." in said[0]
    assert ", unanswered, " in said[1]
    picker.list.setCurrentRow(3)
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert window.text_keys.mode == CORRECTIONS
    found = corrections_by_others(window.sitting.store.read(), "coder_b")
    assert window.act.answering.answering.case_id == found[3].decision.id


def test_a_click_on_a_correction_makes_it_the_current_one(window: MainWindow, qtbot: QtBot) -> None:
    place = window.sitting.page.differences[4]
    window.surface.mark_clicked.emit(place.key)
    assert window.text_page.correction_bar.title.text() == "Correction 5 of 20"


def test_review_and_corrections_take_each_others_place(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_R, CTRL | SHIFT)
    assert window.text_keys.mode == REVIEW
    assert not window.text_page.correction_bar.isVisible()
    window.run_action("corrections.accept")
    assert window.status.said.text().startswith("First go to the corrections of your work")
    begin(window)
    assert not window.text_page.review_bar.isVisible()
    window.run_action("review.take_1")
    assert window.status.said.text().startswith("First begin to decide")


def test_names_are_hidden_where_they_are(make_window, theirs: Path, settings) -> None:
    settings.set_flag("review/blind", True)
    window = begin(make_window(theirs))
    bar = window.text_page.correction_bar
    assert bar._shown.versions[1].name == "D decided"
    assert bar.reason.text() == "The subject belongs to it."


def test_who_has_no_corrections_is_told(make_window, corpus: Path) -> None:
    window = make_window(corpus)
    window.action("corrections.start").trigger()
    assert window.status.said.text() == "Nothing of your work was decided otherwise by anybody."
    assert window.text_keys.mode == TEXT


def test_appeals_travel_back_and_stand_at_their_places(
    window: MainWindow,
    corrected: tuple[Path, Path],
    make_window,
    settings,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    bar = window.text_page.correction_bar
    qtbot.keyClick(window.surface, "1")
    qtbot.keyClick(window.surface, "2")
    qtbot.keyClicks(bar.field, "They are two.")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    back = tmp_path / "back.annotator-package"
    pack_return(window.sitting.store, back)
    window.close()
    path = Path(shutil.copy(corrected[0], tmp_path / "lead.corpus"))
    with open_corpus(path) as lead:
        merge(lead, [back], by="lead")
    settings.set_text("annotator", "lead")
    deciding = make_window(path)
    deciding.act.review_choice._switch("only_appealed")
    qtbot.keyClick(deciding, Qt.Key.Key_R, CTRL | SHIFT)
    shown = deciding.text_page.review_bar
    assert shown.title.text() == "Difference 2 of 20"
    assert shown.appeals.text() == "Coder B appeals: They are two."
    assert shown.appeals.isVisible()
    assert shown.reason.text() == "The subject belongs to it."
    assert shown.counts.text() == "19 decided, 1 open"
    qtbot.keyClick(deciding.surface, Qt.Key.Key_F8)
    assert deciding.status.said.text() == "There is none."
    qtbot.keyClick(deciding.surface, "2")
    assert shown.title.text() == "Nothing left to decide here."


def test_what_is_again_as_they_had_it_is_called_so_in_the_margin_and_the_list(
    corrected: tuple[Path, Path], theirs: Path, make_window, tmp_path: Path
) -> None:
    path = Path(shutil.copy(corrected[0], tmp_path / "lead.corpus"))
    with open_corpus(path) as lead, open_corpus(theirs) as own:
        document = seed_of(lead)
        first = corrections_by_others(own.read(), "coder_b")[0]
        reply(own, first.decision.id, APPEALED, "They are two.", annotator="coder_b")
        back, again = tmp_path / "back.annotator-package", tmp_path / "again.annotator-package"
        pack_return(own, back)
        merge(lead, [back], by="lead")
        take(lead, document, first.decision.id, "coder_b", annotator="lead")
        pack_corrections(lead, again, "coder_b", by="lead")
        assert take_corrections(own, again) == 1
    window = begin(make_window(theirs))
    named = [place.name for place in window.sitting.page.differences]
    assert named.count("as you had it") == 1
    window.later.settle_all()
    rows = window.act.listing.panel.model.rows
    assert [row.kind for row in rows].count("as you had it") == 1

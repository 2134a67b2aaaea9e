"""What an annotator does in the loop: opens a package, works, sends back, answers corrections."""

from __future__ import annotations

from pathlib import Path

from annotator.model.review import ACCEPTED, APPEALED
from annotator.ui.dialogs.importing import ImportDialog
from annotator.ui.dialogs.receiving import ReceiveDialog
from annotator.ui.dialogs.sending_back import SendBackDialog
from tests.journeys.loop_hands import CTRL, SHIFT, Diary, Hands, K, Machine, until
from tests.journeys.loop_work import seed_file, work_in

APPEAL = "The subject stays outside of what is said: guideline, third paragraph."


def annotate(diary: Diary, hands: Hands, machine: Machine, package: Path) -> Path:
    """Open a package as a corpus of one's own, do the work, and send it back; return that."""
    who, window = machine.who, hands.window
    hands.name_file(package, lambda: hands.palette("package.open"))
    dialog = hands.dialog(ReceiveDialog)
    diary.picture(hands, f"2-{who}-package-came")
    hands.press(K.Key_Return)
    until(lambda: window.session is not None, "the corpus")
    hands.back_in_text()
    assert not dialog.isVisible()
    machine.corpus = window.sitting.corpus
    assert window.sitting.annotator == who
    diary.note(hands, f"{who} opens the package")
    _bring_in(diary, hands, who)
    hands.press(K.Key_D, CTRL | SHIFT)
    diary.picture(hands, f"2-{who}-finished")
    return send_back(diary, hands, machine, "work")


def _bring_in(diary: Diary, hands: Hands, who: str) -> None:
    """Bring the work in; how it is made by keys is shown elsewhere."""
    store = hands.window.sitting.store
    hands.press(K.Key_I, CTRL | SHIFT)
    dialog = hands.dialog(ImportDialog)
    hands.name_file(seed_file(who), lambda: hands.press(K.Key_Return))
    until(lambda: not dialog.looking.is_running, "the file")
    hands.tab_to(dialog.go)
    hands.press(K.Key_Return)
    until(lambda: dialog.preview.is_done, "the import")
    hands.back_in_text()
    assert {noun.annotator for noun in work_in(store).values()} == {who}
    diary.picture(hands, f"2-{who}-work")
    diary.note(hands, f"{who} works", annotations=store.counts()["annotation"])


def send_back(diary: Diary, hands: Hands, machine: Machine, what: str) -> Path:
    """Send the work back; return the package."""
    hands.palette("package.return")
    dialog = hands.dialog(SendBackDialog)
    target = dialog.target.path()
    assert target is not None
    diary.picture(hands, f"2-{machine.who}-sends-{what}")
    hands.press(K.Key_Return)
    until(lambda: dialog.task is None and dialog.written.isVisible(), "the package")
    hands.press(K.Key_Escape)
    hands.back_in_text()
    diary.found.setdefault("sent", {})[machine.who] = work_in(hands.window.sitting.store)
    diary.note(hands, f"{machine.who} sends {what} back")
    return target


def answer_corrections(diary: Diary, hands: Hands, machine: Machine, package: Path) -> Path:
    """Take corrections in, accept all but one, which is appealed, and send the answers back."""
    window = hands.window
    take_corrections(diary, hands, package)
    hands.palette("corrections.start")
    answering = window.act.answering.answering
    assert answering is not None
    count, kinds = len(answering.found), []
    diary.picture(hands, "6-correction")
    while answering.counts()[1]:
        current = answering.correction()
        assert current is not None
        before = hands.keys
        # A border that was decided otherwise is appealed against.
        assert not current.is_as_before
        if APPEALED not in kinds and current.decision.kind == "border":
            hands.press(K.Key_2)
            hands.type(APPEAL)
            diary.picture(hands, "6-appeal-written")
            hands.press(K.Key_Return)
            kinds.append(APPEALED)
            diary.found["appealed"] = current.decision.id
        else:
            hands.press(K.Key_1)
            kinds.append(ACCEPTED)
            assert hands.keys == before + 1
    diary.picture(hands, "6-all-answered")
    assert kinds.count(APPEALED) == 1
    diary.found["answers"] = {kind: kinds.count(kind) for kind in (ACCEPTED, APPEALED)}
    assert len(kinds) == count
    hands.press(K.Key_Escape)
    diary.note(hands, "corrections answered", count=count)
    return send_back(diary, hands, machine, "answers")


def take_corrections(diary: Diary, hands: Hands, package: Path) -> None:
    """Take a package of corrections into the corpus of whoever is corrected."""
    hands.name_file(package, lambda: hands.palette("package.open"))
    dialog = hands.dialog(ReceiveDialog)
    diary.picture(hands, f"6-{package.name.partition('.')[0]}-came")
    hands.press(K.Key_Return)
    until(lambda: not dialog.isVisible() and not hands.window.telling.is_busy, "the corrections")
    hands.back_in_text()
    diary.note(hands, f"{package.name.partition('.')[0]} taken in")


def see_corrections_again(diary: Diary, hands: Hands, package: Path) -> None:
    """Take the second corrections in, and see what became of the appeal."""
    take_corrections(diary, hands, package)
    hands.palette("corrections.start")
    diary.picture(hands, "8-after-the-appeal")
    answering = hands.window.act.answering.answering
    assert answering is not None
    current = answering.correction()
    assert current is not None
    diary.found["told"] = hands.window.status.said.text()
    assert answering.counts()[1] == 1
    assert (current.decision.id, current.is_as_before) == (diary.found["appealed"], True)
    hands.press(K.Key_1)
    assert answering.counts()[1] == 0
    hands.press(K.Key_Escape)
    diary.note(hands, "corrections read again")

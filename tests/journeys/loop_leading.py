"""What the lead does in the loop: hands out, merges, measures, reports, corrects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from annotator.operations.agreement.measuring import Choice, measure_agreement
from annotator.ui.dialogs.merging import MergeDialog
from annotator.ui.dialogs.packaging import PackageDialog
from annotator.ui.dialogs.reporting import ReportDialog
from tests.journeys.loop_hands import CTRL, Diary, Hands, K, until
from tests.journeys.loop_work import GOLD, OTHER, work_in
from tests.operations.sent import digests


def hand_to(diary: Diary, hands: Hands, who: str) -> Path:
    """Make the package of work for somebody; return it."""
    hands.palette("package.make")
    dialog = hands.dialog(PackageDialog)
    # The list of people is typed into as well as walked through.
    hands.replace(hands.window.sitting.annotator_name(who))
    receiver = dialog.form.receiver()
    assert receiver is not None
    assert receiver.annotator.id == who
    until(lambda: dialog._count is None and not dialog._soon.isActive(), "the count")
    diary.picture(hands, f"1-package-for-{who}")
    hands.press(K.Key_Return)
    until(lambda: dialog.task is None and dialog.written.isVisible(), "the package")
    diary.picture(hands, f"1-package-for-{who}-made")
    target = dialog.target.path()
    assert target is not None
    hands.press(K.Key_Escape)
    hands.back_in_text()
    diary.note(hands, f"package for {who}", bytes=target.stat().st_size)
    return target


def _opened(hands: Hands, packages: list[Path]) -> MergeDialog:
    """Ask for the merge of packages, by one path after the other; return the planned merge."""
    hands.name_file(packages[0], lambda: hands.palette("package.merge"))
    dialog = hands.dialog(MergeDialog)
    until(lambda: dialog.task is None, "the plan")
    for path in packages[1:]:
        hands.tab_to(dialog.more)
        hands.name_file(path, lambda: hands.press(K.Key_Space))
        until(lambda: dialog.task is None, "the plan")
    return dialog


def _counts(dialog: MergeDialog) -> dict[str, int]:
    report = dialog._report
    assert report is not None
    return {key: count for key, count in report.merged.counts.items() if count}


def _merged(hands: Hands, dialog: MergeDialog) -> None:
    hands.tab_to(dialog.go)
    hands.press(K.Key_Return)
    until(lambda: dialog._is_done, "the merge")
    hands.back_in_text()


def compare_orders(diary: Diary, hands: Hands, packages: list[Path]) -> None:
    """Merge in the other order and take the whole back; nothing of it may be left."""
    store = hands.window.sitting.store
    before = digests(store), work_in(store)
    dialog = _opened(hands, packages[::-1])
    diary.picture(hands, "3-merge-planned")
    planned = _counts(dialog)
    assert (digests(store), work_in(store)) == before
    _merged(hands, dialog)
    merged = digests(store), work_in(store)
    assert merged != before
    hands.press(K.Key_Z, CTRL)
    until(lambda: not hands.window.telling.is_busy, "undo")
    assert (digests(store), work_in(store)) == before
    diary.found["planned"], diary.found["other_order"] = planned, merged
    diary.note(hands, "merged in the other order, taken back")


def merge(diary: Diary, hands: Hands, packages: list[Path]) -> None:
    """Merge; then again, which must change nothing."""
    store = hands.window.sitting.store
    for station, name in (("merged", "3-merged"), ("merged again", "3-merged-again")):
        dialog = _opened(hands, packages)
        if station == "merged":
            assert _counts(dialog) == diary.found["planned"]
        else:
            diary.found["planned_again"] = _counts(dialog)
            diary.picture(hands, "3-merge-planned-again")
        _merged(hands, dialog)
        diary.picture(hands, name)
        assert (digests(store), work_in(store)) == diary.found["other_order"]
        diary.note(hands, station)


def measure(diary: Diary, hands: Hands) -> None:
    """Open the page of agreement: it says what the measures say of these two."""
    window = hands.window
    hands.palette("agreement.show")
    page = window.act.measuring.page
    until(lambda: page.report is not None and not page.measuring.is_running(), "the figures")
    diary.picture(hands, "4-agreement")
    assert page.report is not None
    store = window.sitting.store
    direct = measure_agreement(store, Choice(annotators=(GOLD, OTHER)))
    shown = [(x.what, x.kind, x.group, x.figure) for x in page.report.lines]
    assert shown == [(x.what, x.kind, x.group, x.figure) for x in direct.lines]
    assert set(page.report.annotators) == {GOLD, OTHER}
    diary.found["figures"] = len(shown)
    hands.press(K.Key_Escape)
    assert window.surface.hasFocus()
    diary.note(hands, "measured", figures=len(shown))


def write_report(diary: Diary, hands: Hands, name: str) -> dict[str, Any]:
    """Write a report beside the corpus; return what it says."""
    hands.palette("report.write")
    dialog = hands.dialog(ReportDialog)
    target = hands.window.sitting.corpus.with_name(f"{name}.json")
    hands.replace(str(target))
    diary.picture(hands, f"report-{name}")
    hands.press(K.Key_Return)
    until(lambda: target.exists() and not dialog.isVisible(), "the report")
    hands.back_in_text()
    diary.note(hands, f"report {name} adjudication")
    return json.loads(target.read_text(encoding="utf-8"))


def send_corrections(diary: Diary, hands: Hands, who: str, file: str) -> Path:
    """Make the package of corrections for somebody; return it."""
    hands.palette("package.make")
    dialog = hands.dialog(PackageDialog)
    hands.replace(hands.window.sitting.annotator_name(who))
    hands.tab_to(dialog.form.what)
    hands.press(K.Key_Down)
    assert not dialog.form.is_work()
    until(lambda: dialog._count is None and not dialog._soon.isActive(), "the count")
    diary.found.setdefault("sends", []).append(dialog.along.rows())
    hands.tab_to(dialog.target.field)
    hands.replace(str(hands.window.sitting.corpus.with_name(file)))
    diary.picture(hands, f"6-{file}")
    hands.press(K.Key_Return)
    until(lambda: dialog.task is None and dialog.written.isVisible(), "the package")
    target = dialog.target.path()
    assert target is not None
    hands.press(K.Key_Escape)
    hands.back_in_text()
    diary.note(hands, f"{file} for {who}")
    return target


def merge_answers(diary: Diary, hands: Hands, package: Path) -> None:
    """Merge what came back with answers to corrections."""
    dialog = _opened(hands, [package])
    diary.picture(hands, "7-answers-planned")
    diary.found["planned_answers"] = _counts(dialog)
    diary.found["asked"] = {guess.theirs for _, guess, _ in dialog.who.boxes}
    _merged(hands, dialog)
    diary.picture(hands, "7-answers-merged")
    diary.note(hands, "answers merged")

"""Names and texts that try to be pages, pictures, keys or directions are shown as what they are."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QMenu,
    QMessageBox,
    QTextEdit,
    QWidget,
)

from annotator.model.errors import StoreError
from annotator.operations.keeping.safety import make_backup
from annotator.operations.packages.packages import open_package, pack_return
from annotator.store.store import Store
from annotator.ui.dialogs.merging import MergeDialog
from annotator.ui.dialogs.packaging import PackageDialog
from annotator.ui.dialogs.receiving import ReceiveDialog
from tests.ui.hostile import HEBREW, LARGE, PICTURE, SMALL, WHO, add_second, make_hostile

_TAG = re.compile(r"<(table|img|b>&amp;File|b>&File)")
_MOST_ROWS = 60


@pytest.fixture
def window(make_window, settings, tmp_path):
    settings.set_text("annotator", WHO)
    return make_window(make_hostile(tmp_path))


def shown_wrong(root: QWidget | None = None) -> Iterator[str]:
    """Yield what on the screen would be taken for a page, with where it stands."""
    for widget in QApplication.allWidgets():
        where = f"{type(widget).__name__} {widget.objectName()}"
        if _TAG.search(widget.toolTip()):
            yield f"tooltip of {where}: {widget.toolTip()[:80]}"
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
            yield from (f"text of {where}: {found}" for found in _TAG.findall(widget.text()))
        if isinstance(widget, QMessageBox) and widget.textFormat() != Qt.TextFormat.PlainText:
            yield f"text of {where}"
        is_written = isinstance(widget, QTextEdit) and not widget.isReadOnly()
        if is_written and widget.acceptRichText():
            yield f"{where} takes rich text"
        if isinstance(widget, QTextEdit) and "\ufffc" in widget.toPlainText():
            yield f"{where} shows a picture"
        if isinstance(widget, QAbstractItemView):
            yield from _rows_wrong(widget, where)
        if isinstance(widget, QMenu) and widget.toolTipsVisible():
            for action in widget.actions():
                if _TAG.search(action.toolTip()) and "<qt>" not in action.toolTip():
                    yield f"action of {where}: {action.text()[:60]}"


def _rows_wrong(view: QAbstractItemView, where: str) -> Iterator[str]:
    model = view.model()
    for row in range(min(_MOST_ROWS, model.rowCount() if model is not None else 0)):
        index = model.index(row, 0)
        said = str(index.data(int(Qt.ItemDataRole.ToolTipRole)) or "")
        if _TAG.search(said):
            yield f"tooltip of row {row} of {where}: {said[:80]}"
        if "\u202e" in str(index.data() or ""):
            yield f"row {row} of {where} turns the direction"


def _settle(window: QWidget) -> None:
    for _ in range(3):
        QApplication.processEvents()
    window.grab()


def _everything(window) -> Iterator[str]:
    """Open one place after the other; yield its name once it is open."""
    yield "document"
    for annotation in window.session.shown():
        window.keys.select(annotation.id)
        window.columns.inspector.settle()
        yield f"inspector of {annotation.layer}"
    hub = next(a for a in window.session.shown() if a.layer in window.session.maker.hubs)
    window.keys.select(hub.id)
    window.keys.enter_frame()
    yield "frame"
    window.keys.close_modes()
    window.act.helping.show_guideline()
    yield "guideline"
    window.act.steps.show_history()
    yield "history"
    window.act.showing.show_rows()
    yield "rows of annotators"
    window.act.finding.show_find()
    window.find_bar.field.setText("край")
    yield "find"
    window.menus.show_context(QPoint(10, 10), 5, "")
    yield "context menu"
    window.act.documents.show_menu([window.session.document], QPoint(10, 10))
    for layer in window.session.scheme.layers:
        window.act.listed_menus.show_layer(layer.id, None, QPoint(10, 10))
    for entity in window.session.entities:
        window.act.listed_menus.show_entity(entity, QPoint(10, 10))
    yield "menu of documents"
    _close_popups()
    window.menus.run("go.palette")
    for typed in ("evil", "@evil", "#evil"):
        window.act.palette.popup.field.setText(typed)
        yield f"palette {typed}"
    window.act.palette.popup.close()
    for action in ("corpus.restore", "help.check", "corpus.export", "edit.history"):
        window.menus.run(action)
        yield action
    window.say(LARGE)
    yield "status bar"
    window.tell(LARGE)
    yield "box"
    window.telling.fail(StoreError("damaged", path=LARGE, reason=LARGE))
    yield "failure"
    window.telling.offer(LARGE, [(SMALL, window.close)])
    yield "offers"


def _close_popups() -> None:
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def test_no_panel_dialog_tooltip_or_menu_takes_a_name_for_a_page(window) -> None:
    make_backup(window.session.store)
    for place in _everything(window):
        _settle(window)
        assert list(shown_wrong()) == [], place


def test_nor_do_the_dialogs_of_packages(qtbot, window, tmp_path) -> None:
    path, corpus = tmp_path / "p.annotator-package", tmp_path / "theirs.corpus"
    window.menus.run("package.make")
    (dialog,) = window.findChildren(PackageDialog)
    qtbot.waitUntil(lambda: dialog._count is None and not dialog._soon.isActive())
    _settle(window)
    assert list(shown_wrong()) == []
    assert dialog.height() < 900
    dialog.target.field.setText(str(path))
    qtbot.keyClick(dialog.go, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.task is None and dialog.written.isVisible())
    assert list(shown_wrong()) == []
    dialog.close()
    window.act.sharing.open_package(path)
    qtbot.waitUntil(lambda: bool(window.findChildren(ReceiveDialog)))
    _settle(window)
    assert list(shown_wrong()) == []
    window.findChildren(ReceiveDialog)[0].close()
    theirs, _ = open_package(path, corpus)
    with theirs:
        pack_return(theirs, path)
    window.act.sharing.merge_paths([path])
    (merging,) = window.findChildren(MergeDialog)
    qtbot.waitUntil(lambda: merging.task is None)
    merging.tree.expandAll()
    _settle(window)
    assert list(shown_wrong()) == []
    assert merging.go.isEnabled()
    assert merging.height() < 900


@pytest.fixture
def between_two(make_window, settings, tmp_path):
    """A window on a corpus whose two annotators differ everywhere, all names hostile."""
    settings.set_text("annotator", WHO)
    path = make_hostile(tmp_path)
    add_second(path)
    return make_window(path)


def test_nor_do_the_pages_of_agreement_and_of_people(qtbot, between_two) -> None:
    window = between_two
    page = window.act.measuring.page
    with qtbot.waitSignal(page.measuring.done):
        window.run_action("agreement.show")
    _settle(window)
    assert list(shown_wrong()) == []
    for table in [*page.figures.tables, page.figures.matrix]:
        for row, column in list(_cells_that_open(table))[:3]:
            table.setFocus()
            table.go_to(row, column)
            qtbot.keyClick(table, Qt.Key.Key_Return)
            _settle(window)
            assert list(shown_wrong()) == [], (table.accessibleName()[:40], row, column)
            assert "\u202e" not in page.line.text()
            assert "\u2068" not in table.accessibleName()
    assert HEBREW in page.head.who.text()
    window.run_action("people.show")
    _settle(window)
    assert list(shown_wrong()) == []


def _cells_that_open(table) -> Iterator[tuple[int, int]]:
    for row, cells in enumerate(table.shown.cells):
        for column, cell in enumerate(cells):
            if cell.opens is not None:
                yield row, column


def test_nor_does_deciding_between_annotators(qtbot, between_two) -> None:
    window = between_two
    window.run_action("review.start")
    for action in ("review.guideline", "review.reason", "review.later"):
        _settle(window)
        assert list(shown_wrong()) == [], action
        window.run_action(action)
    for action in ("review.decisions", "review.questions"):
        window.run_action(action)
        _settle(window)
        assert list(shown_wrong()) == [], action


def test_a_sentence_holds_a_name_together_and_a_screen_reader_hears_it_bare(between_two) -> None:
    window = between_two
    window.say(window.word("work_of", names=HEBREW))
    said = window.status_line.said
    assert f"\u2068{HEBREW}\u2069" in said.text()
    assert HEBREW in said.accessibleName()
    assert "\u2068" not in said.accessibleName()


def test_a_name_in_a_title_and_a_menu_has_no_meaning_there(window) -> None:
    assert "[*][*]" in window.windowTitle()
    window.keys.select(window.session.shown()[0].id)
    window.act.tagging.delete_current()
    undo = window.action("edit.undo").text()
    assert not re.search(r"(?<!&)&(?!&)", undo)
    window.menus.show_context(QPoint(10, 10), 5, "")
    menu = window.findChildren(QMenu)[-1]
    layers = [a.text() for a in menu.actions() if PICTURE in a.text()]
    assert layers
    assert not any(re.search(r"(?<!&)&(?!&)", text) for text in layers)
    menu.close()


def test_the_names_are_kept_as_they_are(window) -> None:
    path = window.session.store.path
    window.close_session()
    with Store.open(path, read_only=True) as store:
        assert [e.names["en"] for e in store.read().entities()] == [LARGE]


_UI = Path(__file__).parents[2] / "annotator" / "ui"
_MAKES_TIPS = ("tip", "tip_of", "word", "toolTip")


def _calls() -> Iterator[tuple[Path, ast.Call]]:
    for path in sorted(_UI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield path, node


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_safe_tip(node: ast.expr) -> bool:
    if isinstance(node, ast.IfExp):
        return _is_safe_tip(node.body) and _is_safe_tip(node.orelse)
    if isinstance(node, ast.Constant):
        return True
    return isinstance(node, ast.Call) and _name(node.func) in _MAKES_TIPS


def test_tooltips_are_made_in_one_place_or_are_texts_of_ours() -> None:
    seen = 0
    for path, call in _calls():
        if _name(call.func) in ("setToolTip", "set_tip", "showText") and call.args:
            wanted = call.args[1] if _name(call.func) == "showText" else call.args[-1]
            # What was made one is handed on: by the field of the palette, and by `set_tip` itself.
            if isinstance(wanted, ast.Name) and path.name in ("field.py", "tips.py"):
                continue
            seen += 1
            assert _is_safe_tip(wanted), f"{path}:{call.lineno}: {ast.unparse(call)}"
    assert seen > 20


def test_every_label_and_box_says_that_its_text_is_plain() -> None:
    """Where a QLabel or a QMessageBox is made, its format is set, or its text is fixed."""
    for path in sorted(_UI.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for scope in ast.walk(tree):
            if not isinstance(scope, ast.FunctionDef):
                continue
            made = [
                node
                for node in ast.walk(scope)
                if isinstance(node, ast.Call) and _name(node.func) in ("QLabel", "QMessageBox")
            ]
            formats = [
                node
                for node in ast.walk(scope)
                if isinstance(node, ast.Call) and _name(node.func) == "setTextFormat"
            ]
            risky = [n for n in made if n.args and not _is_fixed(n.args[0])]
            assert not risky or formats, f"{path}:{scope.lineno} {scope.name}"


def _is_fixed(node: ast.expr) -> bool:
    is_word = isinstance(node, ast.Call) and _name(node.func) in ("word", "name")
    return is_word or isinstance(node, ast.Constant)


def test_no_box_is_made_by_a_function_that_guesses_the_format() -> None:
    for path, call in _calls():
        guessing = _name(call.func) in ("information", "warning", "critical", "question", "about")
        is_box = isinstance(call.func, ast.Attribute) and _name(call.func.value) == "QMessageBox"
        assert not (guessing and is_box), f"{path}:{call.lineno}"

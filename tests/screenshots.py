"""Pictures of the window in its states, always of the same corpus, sizes and fonts.

python -m tests.screenshots OUT [NAME…]
python -m tests.screenshots OUT --corpus FILE [--document D] [--annotator A]

The second form takes the text of one document of any corpus, see `text_screenshots.py`.
Writes OUT/*.png and prints the fonts that were found. No display is needed; with one, the window
is not shown on it either. Set QT_SCALE_FACTOR=1.5 or 2 for the pictures of such a screen.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.text_screenshots import take_text

os.environ["QT_QPA_PLATFORM"] = "offscreen"
WIDE, NARROW = (1440, 900), (1024, 700)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture: what is done in the window before it is taken, and how the window looks."""

    name: str
    pose: Callable[[Any], Any]
    theme: str = "light"
    language: str = "en"
    size: tuple[int, int] = WIDE
    is_welcome: bool = False


def main(arguments: list[str]) -> int:
    """Take the pictures whose names are given, or all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("names", nargs="*")
    for option in ("--corpus", "--document", "--annotator"):
        parser.add_argument(option)
    given = parser.parse_args(arguments)
    from PySide6.QtWidgets import QApplication

    from annotator.ui.look import Look, families_found

    application = QApplication([])
    out, wanted = given.out, set(given.names)
    out.mkdir(parents=True, exist_ok=True)
    look = Look(mode="light")
    print("text:", ", ".join(families_found(look.text_families)))
    print("interface:", ", ".join(families_found(look.interface_families)))
    if given.corpus is not None:
        take_text(out, Path(given.corpus), given.document, given.annotator)
        return 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        corpus = Path(folder) / "demo.corpus"
        _make_corpus(corpus)
        for picture in pictures():
            if not wanted or picture.name in wanted:
                _take(application, picture, corpus, Path(folder), out)
    return 0


def _make_corpus(path: Path) -> None:
    from annotator.model.review import FINISHED, IN_PROGRESS
    from annotator.operations.check import check
    from annotator.operations.documents import set_assignment
    from tests.samples import make_samples

    with make_samples(path) as store:
        check(store)
        rows = list(store.read().documents())
        for row, state in zip(rows[:3], (IN_PROGRESS, FINISHED, FINISHED), strict=True):
            set_assignment(store, row.id, "gold", state)


def _take(application: Any, picture: Picture, corpus: Path, folder: Path, out: Path) -> None:
    from annotator.ui.app import build_window
    from annotator.ui.settings import Settings

    settings = Settings(folder / f"{picture.name}.ini")
    settings.set_text("theme", picture.theme)
    settings.set_text("language", picture.language)
    settings.set_text("annotator", "gold")
    if picture.is_welcome:
        settings.add_recent(folder / "elsewhere.corpus")
        settings.add_recent(corpus)
    window = build_window(None if picture.is_welcome else corpus, settings)
    window.resize(*picture.size)
    window.show()
    _settle(application)
    shown = picture.pose(window) or window
    _settle(application)
    if window.view is not None:
        window.surface._overview.finish()
    image = shown.grab() if shown is window else _together(window, shown)
    target = out / f"{picture.name}.png"
    image.save(str(target))
    print(target)
    for widget in application.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    _settle(application)


def _together(window: Any, dialog: Any) -> Any:
    """Return the window with a dialog over it, as a person sees them."""
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPainter

    image = window.grab()
    painter = QPainter(image)
    painter.fillRect(image.rect(), _shade())
    left, top = (window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2
    painter.drawPixmap(QPoint(max(0, left), max(0, top)), dialog.grab())
    painter.end()
    return image


def _shade() -> Any:
    from PySide6.QtGui import QColor

    return QColor(0, 0, 0, 60)


def _settle(application: Any) -> None:
    for _ in range(6):
        application.processEvents()


def pictures() -> Iterator[Picture]:
    """Yield what is taken."""
    yield Picture(name="welcome", pose=_stand, is_welcome=True)
    yield Picture(name="welcome-dark-bg", pose=_stand, is_welcome=True, theme="dark", language="bg")
    yield Picture(name="main-light", pose=_actor)
    yield Picture(name="main-dark-bg", pose=_actor, theme="dark", language="bg")
    yield Picture(name="main-contrast", pose=_actor, theme="contrast")
    yield Picture(name="nothing-selected", pose=_stand)
    yield Picture(name="frame", pose=_frame)
    yield Picture(name="frame-dark-bg", pose=_frame, theme="dark", language="bg")
    yield Picture(name="features", pose=_features)
    yield Picture(name="borders", pose=_borders)
    yield Picture(name="find-bg", pose=_find, language="bg")
    yield Picture(name="search", pose=_search)
    yield Picture(name="search-whole-dark-bg", pose=_search_whole, theme="dark", language="bg")
    yield Picture(name="search-narrow", pose=_search, size=NARROW)
    yield Picture(name="search-none", pose=_search_none)
    yield Picture(name="search-condition", pose=_search_condition)
    yield Picture(name="history", pose=_history)
    yield Picture(name="narrow", pose=_actor, size=NARROW)
    yield Picture(name="smallest", pose=_frame, size=(800, 560), language="bg")
    yield Picture(name="rows", pose=_rows)
    yield Picture(name="rows-dark-bg", pose=_rows, theme="dark", language="bg")
    yield Picture(name="differences", pose=_differences)
    yield Picture(name="differences-dark-bg", pose=_differences, theme="dark", language="bg")
    yield Picture(name="hidden", pose=_hidden)
    yield Picture(name="arabic", pose=_document("07"))
    yield Picture(name="emoji", pose=_document("06"))
    yield Picture(name="keys", pose=_keys)
    yield Picture(name="guide-bg", pose=_guide, language="bg")
    yield Picture(name="guideline", pose=_guideline)
    yield Picture(name="failure", pose=_failure)
    yield Picture(name="progress-dark-bg", pose=_progress, theme="dark", language="bg")
    yield Picture(name="menu", pose=_menu)
    yield Picture(name="palette", pose=_palette)
    yield Picture(name="palette-dark-bg", pose=_palette, theme="dark", language="bg")
    yield Picture(name="frame-linking", pose=_linking)
    yield Picture(name="jump", pose=_jump)
    yield Picture(name="several-here", pose=_several)
    yield Picture(name="several-here-dark-bg", pose=_several, theme="dark", language="bg")
    yield Picture(name="link", pose=_link)
    yield Picture(name="import", pose=_import)
    yield Picture(name="import-dark-bg", pose=_import, theme="dark", language="bg")
    yield Picture(name="export", pose=_export)
    yield Picture(name="export-dark-bg", pose=_export, theme="dark", language="bg")
    yield Picture(name="new-corpus-bg", pose=_new, language="bg")
    yield Picture(name="preferences", pose=_preferences)
    yield Picture(name="preferences-keys-bg", pose=_preferences_keys, language="bg")


def _stand(window: Any) -> None:
    """Leave the window as it opens."""


def _nth(window: Any, quote: str, layer: int) -> str:
    wanted = window.session.scheme.layers[layer].id
    return next(a.id for a in window.session.shown() if a.layer == wanted and quote in a.quote)


def _actor(window: Any) -> None:
    window.keys.select(_nth(window, "двете страни", 0))


def _frame(window: Any) -> None:
    window.keys.select(_nth(window, "Русия е готова", 2))
    window.keys.enter_frame()


def _linking(window: Any) -> None:
    from annotator.operations.annotate import set_feature

    window.session.set_annotator("coder_b")
    window.keys.select(
        next(a.id for a in window.session.shown() if a.layer in window.session.maker.hubs)
    )
    window.keys.enter_frame()
    for relation in window.keys.frame.ends():
        window.keys.frame.switch(relation.to_id)
    hub = window.session.current_annotation()
    core = [f for f in window.session.scheme.layer(hub.layer).features if f.core]
    window.session.work(set_feature, hub.id, core[-1].id, None)
    window.keys.frame.switch(_nth(window, "Русия", 0))


def _jump(window: Any) -> None:
    window.act.going.jump()
    window.keys.jump._take_letter("п")


def _several(window: Any) -> None:
    window.view.set_caret(window.view.text().index("двете страни") + 2)
    window.act.tagging.open_under_caret()


def _features(window: Any) -> None:
    _actor(window)
    window.act.tagging.open_features()


def _borders(window: Any) -> None:
    _actor(window)
    window.act.tagging.edit_borders()


def _find(window: Any) -> None:
    window.act.finding.show_find()
    window.find_bar.field.setText("граница")


def _found(window: Any, typed: str) -> Any:
    from PySide6.QtWidgets import QApplication

    window.act.finding.search_corpus()
    panel = window.search.panel
    panel.search(typed)
    panel.go_to_hits()
    while panel.searching.is_running():
        QApplication.processEvents()
    return panel


def _search(window: Any) -> None:
    panel = _found(window, "Азербайджан")
    panel.list.go_to(0)
    window.act.finding.tick_all()
    window.search.side.show_lists()
    panel.list.setFocus()


def _search_whole(window: Any) -> None:
    panel = _found(window, "и OR на")
    window.search.toggle_whole()
    panel.sort("right")
    _search_settled(panel)
    panel.list.go_to(3)
    panel.list.setFocus()


def _search_settled(panel: Any) -> None:
    from PySide6.QtWidgets import QApplication

    while panel.searching.is_running():
        QApplication.processEvents()


def _search_none(window: Any) -> None:
    _found(window, "няматакавадума")


def _search_condition(window: Any) -> Any:
    _found(window, "Азербайджан")
    window.act.finding.add_condition()
    dialog = _dialog(window)
    dialog.layer.setCurrentIndex(1)
    dialog.feature.setCurrentIndex(1)
    dialog.value.setCurrentIndex(0)
    return dialog


def _history(window: Any) -> None:
    window.act.steps.show_history()


def _rows(window: Any) -> None:
    window.act.showing.show_rows()


def _differences(window: Any) -> None:
    window.act.showing.show_differences()
    for _ in range(4):
        window.act.showing.next_difference()


def _hidden(window: Any) -> None:
    _actor(window)
    window.act.showing.hide_layer()


def _document(name: str) -> Callable[[Any], None]:
    def pose(window: Any) -> None:
        window.session.set_annotator("author")
        found = window.session.store.read().document_id(f"invented-{name}")
        window.session.open_document(found)

    return pose


def _dialog(window: Any) -> Any:
    from PySide6.QtWidgets import QApplication

    return next(w for w in QApplication.topLevelWidgets() if w is not window and w.isVisible())


def _keys(window: Any) -> Any:
    window.act.helping.show_keys()
    return _dialog(window)


def _guide(window: Any) -> Any:
    window.act.helping.show_guide()
    dialog = _dialog(window)
    dialog.text.find("F1 показва")
    dialog.text.ensureCursorVisible()
    return dialog


def _guideline(window: Any) -> None:
    _actor(window)
    window.act.helping.show_guideline()


def _failure(window: Any) -> None:
    from annotator.model.errors import StoreError

    window.session.failed.emit(StoreError("disk_full", path=str(window.session.store.path)))
    window.failure.more.setChecked(True)


def _progress(window: Any) -> None:
    window.head.show_progress(0.3)
    window.status.show_progress("Внасяне 312 от 1 040, остават 20 сек., Esc отказва")


def _menu(window: Any) -> Any:
    _actor(window)
    window.menus.show_place("edit.history")
    window.act.palette.popup = None
    from PySide6.QtWidgets import QApplication

    return QApplication.activePopupWidget()


def _palette(window: Any) -> None:
    window.act.palette.open_with("с" if window.language == "bg" else "a")


def _link(window: Any) -> Any:
    window.keys.select(_nth(window, "Русия е готова", 2))
    window.act.relating.link_from_list()
    return _dialog(window)


def _import(window: Any) -> Any:
    """Texts in several encodings, annotated files, and one that is none."""
    import tempfile

    from annotator.operations.demo import sample_files

    folder = Path(tempfile.mkdtemp(prefix="pictures-"))
    text = sample_files()[0].parent / "000_76c35f2a0a6f2b8c.txt"
    old = folder / "2022-08-30_новини_Русия е готова.txt"
    old.write_bytes(text.read_text(encoding="utf-8").encode("cp1251", errors="ignore"))
    files = [old, *sample_files()[:3], Path(__file__)]
    window.act.corpus.import_paths([str(p) for p in files])
    dialog = _dialog(window)
    _until(lambda: not dialog.looking.is_running)
    dialog.names.field.setText("{published}_{outlet}_{title}")
    return dialog


def _until(is_done: Callable[[], bool]) -> None:
    from PySide6.QtWidgets import QApplication

    while not is_done():
        QApplication.processEvents()


def _export(window: Any) -> Any:
    """The flat format: it loses most."""
    window.act.corpus.export_corpus()
    dialog = _dialog(window)
    dialog.formats.setCurrentIndex(dialog.formats.findData("flat"))
    _until(lambda: not dialog._soon.isActive() and dialog._count is None)
    return dialog


def _new(window: Any) -> Any:
    window.act.corpus.new_corpus()
    return _dialog(window)


def _preferences_keys(window: Any) -> Any:
    window.act.corpus.show_preferences()
    dialog = _dialog(window)
    dialog.show_keys()
    dialog.keys.search.setText("ан")
    return dialog


def _preferences(window: Any) -> Any:
    window.act.corpus.show_preferences()
    return _dialog(window)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

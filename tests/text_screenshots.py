"""Pictures of the annotated text of one document of any corpus, and of what is hard to draw.

Used by `python -m tests.screenshots OUT --corpus FILE [--document D] [--annotator A]`: the whole
document page by page, a frame, several readers, other zooms, themes and sizes, margin and overview
on and off; then the same of a corpus made for it with ten layers and every script.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

WIDE, NARROW, SMALLEST = (1440, 900), (1024, 700), (800, 560)
_MOST_PAGES = 40


class View(NamedTuple):
    """One picture of the text: what is done before, and how the window looks."""

    name: str
    pose: Callable[[Any], object]
    theme: str = "light"
    language: str = "en"
    size: tuple[int, int] = WIDE


def take_text(out: Path, corpus: Path, document: str | None, annotator: str | None) -> None:
    """Take all pictures of a document into `out`, then those of the made corpus."""
    from tests.given import given_corpus
    from tests.stress import SCRIPTS, WHO, make_stress

    with (
        given_corpus(corpus, document=document, annotator=annotator) as copy,
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name,
    ):
        folder = Path(name)
        _take_document(out, copy, document, annotator, folder)
        made = folder / "stress.corpus"
        make_stress(made, folder).close()
        for view in _views_of_layers():
            _take(out, made, "layers", WHO, folder, view)
        for script in SCRIPTS:
            _take(out, made, script, WHO, folder, View(f"script-{script}", _stand))


def _take_document(
    out: Path, corpus: Path, document: str | None, annotator: str | None, folder: Path
) -> None:
    for view in _views():
        _take(out, corpus, document, annotator, folder, view)
    window = _open(corpus, document, annotator, folder, View("pages", _stand))
    surface = window.surface
    surface.finish_measuring()
    bar = surface.verticalScrollBar()
    for page in range(_MOST_PAGES):
        _settle()
        _save(window, out / f"text-page-{page + 1:02}.png")
        if bar.value() >= bar.maximum():
            break
        bar.setValue(bar.value() + bar.pageStep())
    _close()


def _views() -> Iterator[View]:
    yield View("text-selected", _select)
    yield View("text-selected-dark-bg", _select, "dark", "bg")
    yield View("text-contrast", _select, "contrast")
    yield View("text-frame", _frame)
    yield View("text-frame-dark-bg", _frame, "dark", "bg")
    yield View("text-all-relations", lambda window: window.act.viewing.toggle_relations())
    yield View("text-zoom-200", lambda window: window.surface.set_zoom(200))
    yield View("text-zoom-60", lambda window: window.surface.set_zoom(60))
    yield View("text-narrow", _select, size=NARROW)
    yield View("text-smallest-bg", _select, "light", "bg", SMALLEST)
    yield View("text-no-margin", lambda window: window.act.viewing.toggle_margin())
    yield View("text-no-overview", lambda window: window.act.showing.toggle_overview())
    yield View("text-no-names", lambda window: window.act.viewing.toggle_names())
    yield View("text-rows", lambda window: window.act.showing.show_rows())
    yield View("text-differences", lambda window: window.act.differing.next_difference())


def _views_of_layers() -> Iterator[View]:
    yield View("layers", _stand)
    yield View("layers-dark", _stand, "dark")
    yield View("layers-contrast", _stand, "contrast")
    yield View("layers-zoom-200", lambda window: window.surface.set_zoom(200))
    yield View("layers-narrow", _stand, size=NARROW)
    yield View("layers-frame", _frame)
    yield View("layers-no-names", lambda window: window.act.viewing.toggle_names())


def _take(
    out: Path,
    corpus: Path,
    document: str | None,
    annotator: str | None,
    folder: Path,
    view: View,
) -> None:
    window = _open(corpus, document, annotator, folder, view)
    view.pose(window)
    _settle()
    _save(window, out / f"{view.name}.png")
    _close()


def _open(
    corpus: Path, document: str | None, annotator: str | None, folder: Path, view: View
) -> Any:
    from annotator.ui.app import build_window
    from annotator.ui.settings.settings import Settings

    settings = Settings(folder / f"{view.name}.ini")
    settings.set_text("theme", view.theme)
    settings.set_text("language", view.language)
    settings.set_text("annotator", annotator or "")
    window = build_window(corpus, settings)
    session = window.sitting
    if annotator is not None:
        session.set_annotator(annotator)
    if document is not None:
        found = session.store.read().document_id(document)
        assert found is not None
        session.open_document(found)
    window.resize(*view.size)
    window.show()
    _settle()
    return window


def _save(window: Any, target: Path) -> None:
    window.surface._overview.finish()
    window.grab().save(str(target))
    print(target)


def _settle() -> None:
    from PySide6.QtWidgets import QApplication

    for _ in range(6):
        QApplication.processEvents()


def _close() -> None:
    from PySide6.QtWidgets import QApplication

    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    _settle()


def _stand(window: Any) -> None:
    """Leave the window as it opens."""


def _select(window: Any) -> None:
    fills = [m for m in window.surface.marks() if m.drawing == "fill" and m.length > 8]
    if fills:
        window.text_keys.select(fills[min(3, len(fills) - 1)].key)


def _frame(window: Any) -> None:
    session = window.sitting
    hubs = [a for a in session.shown() if a.layer in session.maker.hubs and a.spans]
    if hubs:
        hub = max(hubs, key=lambda a: (len(session.relations_from(a.id)), a.id))
        window.act.going.go_to_annotation(hub.id)
        window.keys.enter_frame()

"""Pictures of the annotated text of one document of any corpus, and of what is hard to draw.

Used by `python -m tests.screenshots OUT --corpus FILE [--document D] [--annotator A]`: the whole
document page by page, a frame, several readers, other zooms, themes and sizes, margin and overview
on and off; then the same of a corpus made for it with ten layers and every script. A picture that
would not show what its name says is left out, and why is printed. Where no document is named it is
the first that is annotated, and without an annotator the work of whoever did most of it.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from annotator.ui.keys.modes import FRAME
from annotator.ui.sitting.showing import DIFFERENCES, ROWS

WIDE, NARROW, SMALLEST = (1440, 900), (1024, 700), (800, 560)
_MOST_PAGES = 40
_NO_ENDS = "no relation goes from any centre of a frame here"
_ALONE = "nobody else annotated this document"


class View(NamedTuple):
    """One picture of the text: what is done before, and how the window looks.

    A pose returns why the picture would not show what its name says, nothing if it does.
    """

    name: str
    pose: Callable[[Any], str]
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
    else:
        print(f"{out / 'text-page-…'}: the document goes on after {_MOST_PAGES} pages")
    _close()


def _views() -> Iterator[View]:
    yield View("text-selected", _select)
    yield View("text-selected-dark-bg", _select, "dark", "bg")
    yield View("text-contrast", _doing(_select), "contrast")
    yield View("text-frame", _frame)
    yield View("text-frame-dark-bg", _frame, "dark", "bg")
    yield View("text-all-relations", _all_relations)
    yield View("text-zoom-200", _doing(lambda window: window.surface.set_zoom(200)))
    yield View("text-zoom-60", _doing(lambda window: window.surface.set_zoom(60)))
    yield View("text-narrow", _doing(_select), size=NARROW)
    yield View("text-smallest-bg", _doing(_select), "light", "bg", SMALLEST)
    yield View("text-no-margin", _doing(lambda window: window.act.viewing.toggle_margin()))
    yield View("text-no-overview", _doing(lambda window: window.act.showing.toggle_overview()))
    yield View("text-no-names", _doing(lambda window: window.act.viewing.toggle_names()))
    yield View("text-rows", _rows)
    yield View("text-differences", _differences)


def _views_of_layers() -> Iterator[View]:
    yield View("layers", _stand)
    yield View("layers-dark", _stand, "dark")
    yield View("layers-contrast", _stand, "contrast")
    yield View("layers-zoom-200", _doing(lambda window: window.surface.set_zoom(200)))
    yield View("layers-narrow", _stand, size=NARROW)
    yield View("layers-frame", _frame)
    yield View("layers-no-names", _doing(lambda window: window.act.viewing.toggle_names()))


def _take(
    out: Path,
    corpus: Path,
    document: str | None,
    annotator: str | None,
    folder: Path,
    view: View,
) -> None:
    window = _open(corpus, document, annotator, folder, view)
    lacking = view.pose(window)
    target = out / f"{view.name}.png"
    _settle()
    if lacking:
        # One of another corpus would be taken for this one's.
        target.unlink(missing_ok=True)
        print(f"{target}: left out, {lacking}")
    else:
        _save(window, target)
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
    session, reader = window.sitting, window.sitting.store.read()
    if document is None:
        with_work = (row.id for row in reader.documents() if reader.annotation_count(row.id))
        shown = next(with_work, session.document)
    else:
        shown = reader.document_id(document)
    work = Counter(a.annotator for a in reader.annotations(shown)) if shown is not None else {}
    who = annotator or min(work, key=lambda one: (-work[one], one), default=None)
    if who is not None and who != session.annotator:
        session.set_annotator(who)
    if shown is not None and shown != session.document:
        session.open_document(shown)
    window.resize(*view.size)
    window.show()
    _settle()
    _until(lambda: not session.is_reading)
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


def _until(is_done: Callable[[], bool]) -> None:
    """Wait for what goes on beside the window, as where there is much to read or compare."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    while not is_done():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    _settle()


def _stand(window: Any) -> str:
    """Leave the window as it opens."""
    return ""


def _doing(work: Callable[[Any], object]) -> Callable[[Any], str]:
    """Return a pose that can be taken in any document."""

    def pose(window: Any) -> str:
        work(window)
        return ""

    return pose


def _select(window: Any) -> str:
    marks = list(window.surface.marks())
    long = [m for m in marks if m.drawing == "fill" and m.length > 8] or marks
    if not long:
        return "nobody annotated any words here"
    window.text_keys.select(long[min(3, len(long) - 1)].key)
    return ""


def _frame(window: Any) -> str:
    session = window.sitting
    hubs = [a for a in session.shown() if a.layer in session.maker.hubs and a.spans]
    if not any(session.relations_from(hub.id) for hub in hubs):
        return _NO_ENDS
    hub = max(hubs, key=lambda a: (len(session.relations_from(a.id)), a.id))
    window.act.going.go_to_annotation(hub.id)
    window.keys.enter_frame()
    return "" if window.keys.mode == FRAME else "the scheme allows no relation from its centre"


def _all_relations(window: Any) -> str:
    session = window.sitting
    hubs = (a.id for a in session.shown() if a.layer in session.maker.hubs and a.spans)
    if not any(session.relations_from(hub) for hub in hubs):
        return _NO_ENDS
    window.act.viewing.toggle_relations()
    return ""


def _rows(window: Any) -> str:
    window.act.showing.show_rows()
    return "" if window.sitting.wanted.mode == ROWS else _ALONE


def _differences(window: Any) -> str:
    window.act.differing.next_difference()
    _until(lambda: not window.sitting.is_comparing)
    if window.sitting.wanted.mode != DIFFERENCES:
        return _ALONE
    return "" if window.sitting.page.differences else "its annotators differ in nothing"

"""Measures the painted text of any document: prints what is cut, covered or hard to read.

python -m tests.painted --corpus FILE [--document D] [--annotator A] [--quick]

Shows each document (or one) in every theme and at several zooms, from its begin to its end, and
prints one line for each thing that is wrong; the exit code is 1 if there is any. Documents that
nobody annotated are left out, unless all are such. `--quick` takes one zoom and the light theme
only. No display is needed; with QT_SCALE_FACTOR=1.5 or 2 it is what such a screen would show.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainterPathStroker
from PySide6.QtWidgets import QApplication

from annotator.text.graphemes import is_boundary, next_grapheme, previous_grapheme
from annotator.ui.sitting.showing import DIFFERENCES, ONE, ROWS
from annotator.ui.text import frame as frames
from annotator.ui.text import lanes
from tests import painted_colours, painted_ink
from tests.given import given_corpus
from tests.painted_contrast import (
    labels_measured,
    names_measured,
    painted_contrast,
    words_measured,
)

if TYPE_CHECKING:
    from annotator.ui.sitting.session import Session
    from annotator.ui.text.dress import Line
    from annotator.ui.text.view import TextView

READABLE = 4.5
"""The least contrast of text with what it stands on (WCAG 2.2, AA)."""
MODES, ZOOMS = ("light", "dark", "contrast"), (60, 100, 200)
SIZE, THIN, BROAD = (860, 760), (440, 520), (1250, 700)
LOOKS = (*((zoom, SIZE) for zoom in ZOOMS), (100, THIN), (150, THIN), (100, BROAD))
"""Zooms and sizes of the view in which documents are measured."""
_MOST_MEASURED = 400
"""So many words of a document are measured pixel by pixel, spread over all of it."""


def screens(view: TextView) -> Iterator[list[tuple[Line, float]]]:
    """Show the document from begin to end and yield the lines in view, with their block's top."""
    view.finish_measuring()
    bar = view.verticalScrollBar()
    bar.setValue(0)
    while True:
        visible = view._scroller.settle()
        top = view._scroller.top()
        yield [(line, block.top - top) for block in visible for line in block.dress.lines]
        if bar.value() >= bar.maximum():
            return
        bar.setValue(bar.value() + max(40, bar.pageStep()))


def picture(view: TextView) -> QImage:
    """Return the text as it is painted now, in pixels of the screen."""
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


# Geometry


def labels_cut(view: TextView) -> Iterator[str]:
    """Yield labels that leave the view, are narrower than their words, or meet another."""
    for lines in screens(view):
        for line, _ in lines:
            labels = view._stage.painter.labels.labels_of(line, view._scene)
            for label in labels:
                left = view._column.left + label.left
                right = view._column.left + label.right
                if left < 0 or right > view.viewport().width() + 1:
                    yield f"label out of view: {label}"
                for sign in label.signs:
                    if sign.kind in ("letter", "value"):
                        wide = view._stage.kit.width(sign.kind, sign.text)
                        if sign.x + wide > label.right + 0.01:
                            yield f"label cut: {sign}"
            for one, two in pairwise(labels):
                if one.right > two.left + 0.01:
                    yield f"labels meet: {one} {two}"
            if line.rows and line.baseline - line.ascent < line.top:
                yield f"no room over the words of the line at {line.top}"


def values_cut(view: TextView, most: int = 5) -> Iterator[str]:
    """Yield what is cut while one of the annotations with the longest values is current."""
    for mark in sorted(view.marks(), key=lambda mark: len(mark.value))[-most:]:
        view.select_mark(mark.key)
        yield from (f"{mark.key} is current: {found}" for found in labels_cut(view))
    view.select_mark(None)


def lanes_meeting(view: TextView) -> Iterator[str]:
    """Yield lanes that lie on each other, on words, or out of their line."""
    lane = view._metrics.lane
    for lines in screens(view):
        areas: list[QRectF] = []
        for line, top in lines:
            base = top + line.baseline + line.descent + view._metrics.under
            drawn = [row for row in line.rows if row.lane < lanes.MOST]
            found = [QRectF(r.left, base + r.drop, r.right - r.left, lane) for r in drawn]
            for number, one in enumerate(found):
                if one.bottom() > top + line.top + line.height + 0.01:
                    yield f"lane out of its line: {drawn[number].mark}"
                for other, two in enumerate(found[number + 1 :], start=number + 1):
                    common = one.intersected(two)
                    if common.width() >= 0.02 and common.height() >= 0.02:
                        yield f"lanes meet: {drawn[number].mark} {drawn[other].mark}"
            areas += found
        for line, top in lines:
            if line.rows:
                words = QRectF(
                    0, top + line.baseline - line.ascent, 9999, line.ascent + line.descent
                )
                if any(area.intersected(words).height() >= 0.02 for area in areas):
                    yield f"a lane on the words of the line at {top + line.top}"


def lanes_unpainted(view: TextView) -> Iterator[str]:
    """Yield lanes of which less than a third of the pixels' columns are painted."""
    paper = QColor(view._stage.kit.tokens.paper).rgb()
    for lines in screens(view):
        image = picture(view)
        ratio = image.devicePixelRatio()
        for line, top in lines:
            base = top + line.baseline + line.descent + view._metrics.under
            for row in line.rows:
                middle = (base + row.drop + view._metrics.lane / 2) * ratio
                reach = int(view._metrics.lane / 2 * ratio)
                is_whole = reach < middle < image.height() - reach - 1
                if row.lane >= lanes.MOST or not is_whole:
                    continue
                for left, right in row.boxes:
                    columns = range(
                        int((view._column.left + left + 2) * ratio),
                        int((view._column.left + right - 2) * ratio),
                    )
                    rows = range(int(middle) - reach, int(middle) + reach + 1)
                    inked = [x for x in columns if any(image.pixel(x, y) != paper for y in rows)]
                    if len(inked) < len(columns) * 0.3:
                        yield f"lane not painted: {row.mark} {left} {right}"


def colours_wrong(view: TextView) -> Iterator[str]:
    """Yield what is not painted in the colours of its own layer."""
    for lines in screens(view):
        yield from painted_colours.colours_wrong(view, picture(view), lines)


def unpainted(view: TextView, stored: dict[str, tuple[tuple[int, int], ...]]) -> Iterator[str]:
    """Yield annotations that are stored and not painted, or painted elsewhere."""
    painted: set[str] = set()
    for lines in screens(view):
        for line, _ in lines:
            for row in line.rows:
                painted.add(row.mark.key)
                if row.mark.spans != stored.get(row.mark.key):
                    yield f"painted elsewhere: {row.mark}"
    for key, spans in stored.items():
        view.scroll_to(spans[0][0])
        low, high = view.visible_span()
        if key not in painted:
            yield f"not painted: {key} {spans}"
        for begin, end in spans:
            is_seen = low <= begin and end <= high and view.text()[begin:end].strip()
            boxes = view.boxes_of(*_whole(view.text(), begin, end))
            if is_seen and not boxes and not _has_lane(view, key, begin):
                yield f"nothing at {begin}-{end} of {key}"


def _has_lane(view: TextView, key: str, offset: int) -> bool:
    """Say whether a lane of an annotation is under an offset, as where its words take no room."""
    x = view.rect_of(offset).left() - view._column.left
    rows = (row for line, _ in painted_ink.glimpse(view).lines() for row in line.rows)
    boxes = (box for row in rows if row.mark.key == key for box in row.boxes)
    return any(left - 2 <= x <= right + 2 for left, right in boxes)


def _whole(text: str, begin: int, end: int) -> tuple[int, int]:
    """Return a span with all of the joined characters at its ends: a part of one has no place."""
    if not is_boundary(text, begin):
        begin = previous_grapheme(text, begin)
    return begin, end if is_boundary(text, end) else next_grapheme(text, end)


def arcs_on_words(view: TextView, drawn: frames.FrameGeometry) -> Iterator[str]:
    """Yield words that the arcs of a frame cross."""
    stroker = QPainterPathStroker()
    stroker.setWidth(view._metrics.px(1.1))
    area = QRectF(view.viewport().rect())
    stroke = stroker.createStroke(frames.arcs(drawn, view._metrics, area))
    strip = view._metrics.px(frames.STUB_STRIP)
    if drawn.stubs:
        # Words under the strips of signs at the edges are covered by paper.
        area.adjust(0, strip, 0, -strip)
    for box in view.boxes_of(*view.visible_span()):
        inner = box.adjusted(1, 1.5, -1, -1)
        if area.contains(inner) and stroke.intersects(inner):
            yield f"an arc crosses words at {inner}"


def frames_wrong(view: TextView, session: Session) -> Iterator[str]:
    """Yield what moves when a frame opens, and words that its arcs cross, for every hub."""
    for key in hubs(session):
        mark = view.mark(key)
        if mark is None:
            continue
        view.scroll_to(mark.begin)
        offsets = range(*view.visible_span(), 3)
        before = [view.rect_of(offset) for offset in offsets]
        view.set_frame(session.maker.frame(key, session.relations_from(key)))
        view.grab()
        if [view.rect_of(offset) for offset in offsets] != before:
            yield f"the text moved when the frame of {key} opened"
        yield from arcs_on_words(view, view._stage.frames.drawn)
        yield from signs_wrong(view)
        yield from painted_ink.frame_covering(view)
        if view.zoom() >= 100:
            for what, found in names_measured(view, picture(view)):
                if found < READABLE:
                    yield f"contrast {found:.2f} in the frame of {key}: {what}"
        view.set_frame(None)
        view.select_mark(key)
        if [view.rect_of(offset) for offset in offsets] != before:
            yield f"the text moved when {key} was selected"
        view.select_mark(None)


def all_arcs_wrong(view: TextView, session: Session) -> Iterator[str]:
    """Yield what the arcs of all frames together are painted on."""
    view.set_all_frames(session.maker.frame(k, session.relations_from(k)) for k in hubs(session))
    for _ in screens(view):
        yield from painted_ink.arcs_covering(view)
    view.set_all_frames(())
    for key in hubs(session):
        mark = view.mark(key)
        if mark is not None:
            view.scroll_to(mark.begin)
            view.set_all_frames([session.maker.frame(key, session.relations_from(key))])
            yield from painted_ink.arcs_astray(view)
    view.set_all_frames(())


def hubs(session: Session) -> list[str]:
    """Return the ids of the annotations that have a frame with ends."""
    found = [a for a in session.shown() if a.layer in session.maker.hubs and a.spans]
    return [a.id for a in found if session.relations_from(a.id)]


# Contrast


def signs_wrong(view: TextView) -> Iterator[str]:
    """Yield signs of the open frame that are cut off or cannot be read."""
    room, image = QRectF(view.viewport().rect()), picture(view)
    yield from painted_ink.signs_cut(view)
    for what, box in painted_ink.sign_boxes(view):
        if box.left() < room.left() or box.right() > room.right():
            yield f"sign cut off: {what}"
        elif room.contains(box) and (found := painted_contrast(image, box)) < READABLE:
            yield f"contrast {found:.2f}: sign {what}"


def ink_wrong(view: TextView) -> Iterator[str]:
    """Yield what is painted on something else, cut by the edge of the view, or not painted."""
    for _ in screens(view):
        yield from painted_ink.covering(view)
        yield from painted_ink.labels_astray(view)
        yield from painted_ink.unpainted(view)


def unreadable(view: TextView) -> Iterator[str]:
    """Yield words and labels that are painted in too little contrast."""
    pages = max(1, view.verticalScrollBar().maximum() // max(1, view.viewport().height()))
    step = max(3, 3 * (len(view.text()) // 3 // _MOST_MEASURED))
    for number, _ in enumerate(screens(view)):
        if number % max(1, pages // 20):
            continue
        image = picture(view)
        for what, found in (
            *words_measured(view, image, step=step),
            *labels_measured(view, image),
            *names_measured(view, image),
        ):
            if found < READABLE:
                yield f"contrast {found:.2f}: {what}"


# Any corpus


def main(arguments: list[str]) -> int:
    """Measure and print; return 1 if anything is wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.painted",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--corpus", type=Path, required=True)
    for option in ("--document", "--annotator"):
        parser.add_argument(option)
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args(arguments)
    if not given.corpus.is_file():
        parser.error(f"there is no file {given.corpus}")
    if QApplication.instance() is None:
        QApplication([])
    wrong = documents = 0
    who = {"document": given.document, "annotator": given.annotator}
    with given_corpus(given.corpus, **who) as copy:
        for where, findings in measure(copy, given.document, given.annotator, given.quick):
            documents += 1
            for finding in findings:
                wrong += 1
                print(f"{where}: {finding}")
    if not documents:
        print("there is no document in this corpus", file=sys.stderr)
    print(f"{documents} measured, {wrong} findings")
    return 1 if wrong or not documents else 0


def measure(
    corpus: Path, document: str | None, annotator: str | None, is_quick: bool
) -> Iterator[tuple[str, list[str]]]:
    """Yield each document in each look, named, with what is wrong there."""
    from annotator.operations.keeping.corpus import open_corpus
    from annotator.ui.sitting.session import Session

    store = open_corpus(corpus, read_only=True)
    reader = store.read()
    people = [a.id for a in reader.annotators()] if annotator is None else [annotator]
    wanted = [row.id for row in reader.documents()]
    if document is not None:
        found = reader.document_id(document)
        assert found is not None
        wanted = [found]
    is_bare = not any(reader.annotation_count(key) for key in wanted)
    people = people[:1] or [""] if is_bare else people
    session = Session(store, people[0] if people else "", "en")
    for who in people:
        session.annotator = who
        for key in wanted:
            session.open_document(key)
            if is_bare or session.tallies or annotator is not None or document is not None:
                yield from _looks(session, f"{who} {reader.document(key).name}", is_quick)
    session.close()


def _looks(session: Session, name: str, is_quick: bool) -> Iterator[tuple[str, list[str]]]:
    from annotator.ui.look.look import Look
    from annotator.ui.sitting.view_data import segment_views
    from annotator.ui.text.view import TextView

    for mode in MODES[:1] if is_quick else MODES:
        view = TextView(Look(mode=mode))
        view.resize(*SIZE)
        segments = segment_views(session.facts.segments, session.scheme, "en", "")
        view.set_document(session.facts.text, segments)
        for group in range(len(view._layout.blocks.groups)):
            view.set_folded(group, False)
        view.set_marks(session.marks())
        view.show()
        for zoom, size in ((100, SIZE),) if is_quick else LOOKS:
            view.resize(*size)
            view.set_zoom(zoom)
            QApplication.processEvents()
            where = f"{name}, {mode}, {zoom} %, {size[0]} wide"
            yield where, list(_findings(view, session, mode, zoom))
        view.resize(*SIZE)
        view.set_zoom(100)
        yield from _looks_of_several(view, session, f"{name}, {mode}")
        view.close()
        view.deleteLater()


def _looks_of_several(
    view: TextView, session: Session, name: str
) -> Iterator[tuple[str, list[str]]]:
    """Yield what is wrong where the work of all annotators is shown, and what they differ in."""
    for kind in (ROWS, DIFFERENCES):
        session.show(session.showing.with_mode(kind))
        page = session.page
        if page is not None and len(page.readers) > 1:
            view.set_marks(session.marks(), page.letters)
            view.set_differences(page.differences if kind == DIFFERENCES else (), 1)
            QApplication.processEvents()
            found = [*labels_cut(view), *lanes_meeting(view), *ink_wrong(view), *unreadable(view)]
            if kind == ROWS:
                found += [*frames_wrong(view, session), *all_arcs_wrong(view, session)]
            yield f"{name}, {kind}", found
    session.show(session.showing.with_mode(ONE))


def _findings(view: TextView, session: Session, mode: str, zoom: int) -> Iterator[str]:
    yield from labels_cut(view)
    yield from lanes_meeting(view)
    yield from ink_wrong(view)
    if zoom >= 100:
        yield from lanes_unpainted(view)
        yield from colours_wrong(view)
        # Smaller letters are thinner than a pixel: no ink of them is whole.
        yield from unreadable(view)
    if mode == MODES[0]:
        yield from values_cut(view)
        stored = {a.id: tuple((b, e) for b, e in a.spans) for a in session.shown() if a.spans}
        yield from unpainted(view, stored)
        yield from frames_wrong(view, session)
        yield from all_arcs_wrong(view, session)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

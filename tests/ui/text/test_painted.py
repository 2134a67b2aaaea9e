"""The painted result, measured: nothing is cut, nothing covers anything, everything can be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainterPathStroker
from PySide6.QtWidgets import QApplication

from annotator.operations.corpus import open_corpus
from annotator.ui.look import Look
from annotator.ui.session import Session
from annotator.ui.text import frame as frames
from annotator.ui.text import lanes
from annotator.ui.text.dress import Line
from annotator.ui.text.marks import FILL
from annotator.ui.text.view import TextView
from tests.stress import SCRIPTS, WHO, make_stress

READABLE = 4.5
ZOOMS = (60, 100, 200, 300)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus that is hard to draw."""
    folder = tmp_path_factory.mktemp("stress")
    make_stress(folder / "stress.corpus", folder).close()
    return folder / "stress.corpus"


ShowDocument = Callable[..., TextView]


@pytest.fixture
def show(qtbot) -> Iterator[ShowDocument]:
    """Return a function that shows a document of a corpus as the window does."""
    sessions: list[Session] = []

    def showing(
        corpus: Path,
        who: str,
        document: str,
        *,
        mode: str = "light",
        size: tuple[int, int] = (860, 760),
        language: str = "en",
    ) -> TextView:
        session = Session(open_corpus(corpus, read_only=True), who, language)
        sessions.append(session)
        found = session.store.read().document_id(document)
        assert found is not None
        session.open_document(found)
        view = TextView(Look(mode=mode))
        qtbot.addWidget(view)
        view.resize(*size)
        view.set_document(session.facts.text)
        view.set_marks(session.marks())
        view.show()
        view.session = session  # type: ignore[attr-defined]
        QApplication.processEvents()
        return view

    yield showing
    for session in sessions:
        session.close()


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
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


DOCUMENTS = ("layers", *SCRIPTS)


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_label_is_cut_and_none_meets_another(show, made, document: str, zoom: int) -> None:
    view = show(made, WHO, document)
    view.set_zoom(zoom)
    for lines in screens(view):
        for line, _ in lines:
            labels = view._stage.painter.labels.labels_of(line, view._scene)
            for label in labels:
                left = view._column.left + label.left
                right = view._column.left + label.right
                assert left >= 0, label
                assert right <= view.viewport().width() + 1, label
                for sign in label.signs:
                    if sign.kind in ("letter", "value"):
                        wide = view._stage.kit.width(sign.kind, sign.text)
                        assert sign.x + wide <= label.right + 0.01, sign
            for one, two in pairwise(labels):
                assert one.right <= two.left + 0.01, (one, two)
            assert line.baseline - line.ascent >= line.top or not line.rows


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_two_lanes_lie_on_each_other_or_on_words(show, made, document: str, zoom: int) -> None:
    view = show(made, WHO, document)
    view.set_zoom(zoom)
    lane = view._metrics.lane
    for lines in screens(view):
        areas: list[QRectF] = []
        for line, top in lines:
            base = top + line.baseline + line.descent + view._metrics.under
            drawn = [row for row in line.rows if row.lane < lanes.MOST]
            found = [QRectF(r.left, base + r.drop, r.right - r.left, lane) for r in drawn]
            for number, one in enumerate(found):
                assert one.bottom() <= top + line.top + line.height + 0.01
                for two in found[number + 1 :]:
                    common = one.intersected(two)
                    assert common.width() < 0.02 or common.height() < 0.02
            areas += found
        for line, top in lines:
            if line.rows:
                words = QRectF(
                    0, top + line.baseline - line.ascent, 9999, line.ascent + line.descent
                )
                assert all(area.intersected(words).height() < 0.02 for area in areas)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_lane_is_painted_in_the_ink_of_its_layer(show, made, document: str) -> None:
    view = show(made, WHO, document)
    kit = view._stage.kit
    paper = QColor(kit.tokens.paper).rgb()
    for lines in screens(view):
        image = picture(view)
        for line, top in lines:
            base = top + line.baseline + line.descent + view._metrics.under
            for row in line.rows:
                middle = base + row.drop + view._metrics.lane / 2
                if row.lane >= lanes.MOST or not 2 < middle < view.viewport().height() - 2:
                    continue
                for left, right in row.boxes:
                    columns = range(
                        int(view._column.left + left + 2), int(view._column.left + right - 2)
                    )
                    rows = range(int(middle) - 2, int(middle) + 3)
                    inked = [x for x in columns if any(image.pixel(x, y) != paper for y in rows)]
                    assert len(inked) >= len(columns) * 0.3, (row.mark, left, right)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(x) for x in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours as WCAG 2.2 computes it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def painted_contrast(image: QImage, area: QRectF) -> float:
    """Return the contrast of what is written in an area with what it is written on."""
    box = area.toAlignedRect().intersected(image.rect())
    pixels = Counter(
        image.pixel(x, y)
        for x in range(box.left(), box.right() + 1)
        for y in range(box.top(), box.bottom() + 1)
    )
    ground = QColor(pixels.most_common(1)[0][0])
    return max(contrast(ground, QColor(pixel)) for pixel in pixels)


POSES: dict[str, Callable[[TextView], object]] = {
    "plain": lambda view: None,
    "selected": lambda view: view.select_mark(view.marks()[1].key),
    "several": lambda view: view.set_selected_marks([m.key for m in view.marks()]),
    "hovered": lambda view: view.set_hovered(view.marks()[2].key),
    "selection": lambda view: view.set_caret(len(view.text()), anchor=0, scroll=False),
    "found": lambda view: view.set_hits([(0, 30), (60, 120)], 1),
}


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
@pytest.mark.parametrize("pose", POSES)
def test_words_can_be_read_on_every_fill(show, made, mode: str, pose: str) -> None:
    """Computed from the painted pixels of every word, on fills, on stacked fills and on paper."""
    view = show(made, WHO, "layers", mode=mode)
    view.set_zoom(150)
    POSES[pose](view)
    image = picture(view)
    measured = 0
    text = view.text()
    for begin in range(0, len(text) - 3, 3):
        if not text[begin : begin + 3].isalpha():
            continue
        for box in view.boxes_of(begin, begin + 3):
            if box.bottom() < view.viewport().height() and box.width() > 8:
                inner = box.adjusted(1, 3, -1, -3)
                assert painted_contrast(image, inner) >= READABLE, (begin, text[begin : begin + 3])
                measured += 1
    assert measured > 60


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_labels_can_be_read(show, made, mode: str) -> None:
    view = show(made, WHO, "layers", mode=mode)
    view.set_zoom(200)
    image = picture(view)
    measured = 0
    for block in view._scroller.settle():
        top = block.top - view._scroller.top()
        for line in block.dress.lines:
            bottom = top + line.baseline - view._metrics.text.cap - view._metrics.px(5)
            if bottom > view.viewport().height():
                continue
            for label in view._stage.painter.labels.labels_of(line, view._scene):
                left = view._column.left + label.left
                area = QRectF(left, bottom - view._metrics.px(9), label.right - label.left, 16)
                assert painted_contrast(image, area) >= READABLE, label
                measured += 1
    assert measured > 5


def hubs(view: TextView) -> list[str]:
    session: Session = view.session  # type: ignore[attr-defined]
    found = [a for a in session.shown() if a.layer in session.maker.hubs and a.spans]
    return [a.id for a in found if session.relations_from(a.id)]


@pytest.mark.parametrize("size", [(1100, 900), (640, 520)])
def test_arcs_meet_no_glyph_and_nothing_moves_when_a_frame_opens(
    show, samples_file, size: tuple[int, int]
) -> None:
    view = show(samples_file, "gold", "000_76c35f2a0a6f2b8c", size=size)
    session: Session = view.session  # type: ignore[attr-defined]
    assert hubs(view)
    for key in hubs(view):
        mark = view.mark(key)
        assert mark is not None
        view.scroll_to(mark.begin)
        offsets = range(*view.visible_span(), 3)
        before = [view.rect_of(offset) for offset in offsets]
        view.set_frame(session.maker.frame(key, session.relations_from(key)))
        view.grab()
        assert [view.rect_of(offset) for offset in offsets] == before
        _assert_clear_of_words(view, view._stage.frames.drawn)
        view.set_frame(None)
        view.select_mark(key)
        assert [view.rect_of(offset) for offset in offsets] == before


def _assert_clear_of_words(view: TextView, drawn: frames.FrameGeometry) -> None:
    stroker = QPainterPathStroker()
    stroker.setWidth(view._metrics.px(1.1))
    area = QRectF(view.viewport().rect())
    stroke = stroker.createStroke(frames.arcs(drawn, view._metrics, area))
    words = view.boxes_of(*view.visible_span())
    strip = view._metrics.px(frames.STUB_STRIP)
    if drawn.stubs:
        # Words under the strips of signs at the edges are covered by paper.
        area.adjust(0, strip, 0, -strip)
    for box in words:
        inner = box.adjusted(1, 1.5, -1, -1)
        if area.contains(inner):
            assert not stroke.intersects(inner), inner


def test_all_arcs_meet_no_glyph(show, samples_file) -> None:
    view = show(samples_file, "gold", "000_76c35f2a0a6f2b8c", size=(1100, 900))
    session: Session = view.session  # type: ignore[attr-defined]
    view.set_all_frames(session.maker.frame(k, session.relations_from(k)) for k in hubs(view))
    now = next(screens(view))
    assert now
    seen = {row.mark.key for line, _ in now for row in line.rows}
    assert view._scene.frames_with(seen)
    glimpse_lines = now
    for _, drawn in view._stage.frames._shown_frames(_glimpse(view), glimpse_lines):
        _assert_clear_of_words(view, drawn)


def _glimpse(view: TextView):
    from annotator.ui.text.glimpse import Glimpse

    area = QRectF(view.viewport().rect())
    visible = view._scroller.settle()
    return Glimpse(visible, view._scene, view._column, view._scroller.top(), area, area)


def test_fills_inside_fills_are_inset_and_above(show, made) -> None:
    view = show(made, WHO, "layers")
    depths: Counter[int] = Counter()
    for lines in screens(view):
        for line, _ in lines:
            for row in line.rows:
                depths[row.depth] += row.mark.drawing == FILL
                for other in line.rows:
                    is_inside = (
                        other is not row and row.left <= other.left < other.right <= row.right
                    )
                    if is_inside and row.mark.drawing == other.mark.drawing == FILL:
                        assert other.depth > row.depth or other.mark.length >= row.mark.length
    assert depths[0]
    assert depths[1]


def test_what_is_painted_is_what_is_stored(show, made) -> None:
    for document in DOCUMENTS:
        view = show(made, WHO, document)
        session: Session = view.session  # type: ignore[attr-defined]
        stored = {
            a.id: tuple(map(tuple, a.spans))
            for a in session.store.read().annotations(session.document)
        }
        painted: dict[str, set[int]] = {}
        for lines in screens(view):
            for line, _ in lines:
                for row in line.rows:
                    painted.setdefault(row.mark.key, set())
                    assert row.mark.spans == stored[row.mark.key]
        assert set(painted) == set(stored)
        for key, spans in stored.items():
            view.scroll_to(spans[0][0])
            low, high = view.visible_span()
            for begin, end in spans:
                if low <= begin and end <= high and not view.text()[begin:end].isspace():
                    assert view.boxes_of(begin, end), (document, key)

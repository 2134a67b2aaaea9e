"""Labels in scripts that stand high or hang low stay in their line and off the words; others cost
nothing.
"""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from annotator.ui.look.look import Look
from annotator.ui.text.frame_signs import _centred, box_of
from annotator.ui.text.label_room import LabelRoom
from annotator.ui.text.marks import LINE, MARGIN, Frame, FrameEnd, Mark
from annotator.ui.text.metrics import metrics_for
from annotator.ui.text.view import TextView
from tests.painted_ink import arcs_astray, common, glimpse, ink, kinds, mask
from tests.ui.text.conftest import MakeView

PLAIN = ("Русия", "държавен орган", "Å", "Щ, ў", "Ϊ", "")
FAR = {
    "burmese": "ပြည်သူ့",
    "tibetan": "བསྒྲུབས",
    "lao": "ເຈົ້າໜ້າທີ່",
    "khmer": "ស្ត្រី",
    "thai": "ปิ่นญ้",
    "arabic": "الرِّئَاسَةِ وزير",
    "vietnamese": "Ẫ Ễ Ậ",
    "emoji": "1\ufe0f\u20e3\U0001f44d\U0001f3fd",
    "stacked": "Z\u0302\u0303\u0304 g\u0323",
}
TEXT = "Дума ที่ปู่ дълга ẪỄ до края на реда. " * 12


def view_of(make_view: MakeView, value: str, zoom: int = 100) -> TextView:
    words = [at for at in range(len(TEXT)) if at == 0 or TEXT[at - 1] == " "]
    marks = [Mark(str(at), ((at, at + 20),), at % 5, LINE, value[:6], value) for at in words[::5]]
    view = make_view(TEXT, marks)
    view.set_zoom(zoom)
    return view


@pytest.mark.parametrize("zoom", [60, 100, 150, 200, 300])
@pytest.mark.parametrize("script", FAR)
def test_labels_stay_in_their_line_and_off_the_words(
    make_view: MakeView, script: str, zoom: int
) -> None:
    view = view_of(make_view, FAR[script], zoom)
    now, labels, x = glimpse(view), view._stage.painter.labels, view._column.left
    words = mask(ink(view, kinds(view)["words"]))
    lines = [found for found in now.painted_lines() if found[0].rows]
    assert lines
    for line, top in lines:
        image = ink(view, partial(labels.paint, lines=[(line, top)], scene=now.scene, x=x))
        assert common(mask(image), words) <= 3
        low, high = round(top + line.top), round(top + line.top + line.height)
        if low <= 0 or high >= image.height():
            continue
        painter = QPainter(image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.fillRect(0, low, image.width(), high - low, "#000000")
        painter.end()
        assert not mask(image)


@pytest.mark.parametrize("zoom", [60, 100, 150, 200, 300])
@pytest.mark.parametrize("script", FAR)
def test_an_arc_comes_down_over_a_label(make_view: MakeView, script: str, zoom: int) -> None:
    """Beside another on its way to an end farther to the right."""
    view = view_of(make_view, FAR[script], zoom)
    hub, *ends = (mark.key for mark in view.marks())
    view.patch_marks([hub], [Mark(hub, ((0, 20),), 2, MARGIN, "S")])
    view.set_all_frames([Frame(hub, tuple(FrameEnd(end, "target") for end in ends[:4]))])
    assert list(arcs_astray(view)) == []


@pytest.mark.parametrize("zoom", [60, 100, 150, 200, 300])
def test_lines_with_other_labels_are_as_they_were(make_view: MakeView, zoom: int) -> None:
    heights = []
    for value in PLAIN:
        view = view_of(make_view, value, zoom)
        lines = view._layout.laid_out(0).lines
        assert not any(line.lift or line.over for line in lines)
        heights.append([line.height for line in lines])
    assert all(found == heights[-1] for found in heights)


def test_a_value_beside_the_text_takes_no_room_over_it(make_view: MakeView) -> None:
    plain, far = (Mark("m", ((0, 4),), 0, MARGIN, "S", value) for value in ("x", FAR["tibetan"]))
    view = make_view(TEXT, [plain])
    height = view._layout.laid_out(0).lines[0].height
    view.patch_marks(["m"], [far])
    assert view._layout.laid_out(0).lines[0].height == height


def test_a_line_gets_room_with_its_label_whether_names_are_shown_or_not(
    make_view: MakeView,
) -> None:
    """So nothing moves when names are switched off, or shown by a hovering mouse."""
    view = make_view(TEXT, [Mark("m", ((0, 4),), 0, LINE, "S", "x")])
    before = [line.top for line in view._layout.laid_out(0).lines]
    view.patch_marks(["m"], [Mark("m", ((0, 4),), 0, LINE, "S", FAR["stacked"])])
    after = [line.top for line in view._layout.laid_out(0).lines]
    assert before[0] == after[0]
    assert len({low - high for high, low in zip(before[1:], after[1:], strict=True)}) == 1
    assert after[1] > before[1]
    view.set_names_shown(False)
    assert [line.top for line in view._layout.laid_out(0).lines] == after


@pytest.mark.parametrize("zoom", [60, 100, 150, 200, 300])
@pytest.mark.parametrize("script", FAR)
def test_a_role_is_whole_in_its_sign(make_view: MakeView, script: str, zoom: int) -> None:
    role = FAR[script]
    marks = [Mark("hub", ((0, 30),), 2, MARGIN), Mark("end", ((40, 48),), 0, LINE)]
    view = make_view(TEXT, marks)
    view.set_zoom(zoom)
    view.set_frame(Frame("hub", (FrameEnd("end", role),)))
    view.grab()
    (pill,) = view._stage.frames.drawn.pills
    metrics = view._metrics
    box, font = box_of(pill.rect, pill.text, metrics), metrics.pill.font
    assert pill.rect.height() <= box.height() <= pill.rect.height() + metrics.px(2)
    used: list[QFont] = []

    def paint(painter: QPainter) -> None:
        _centred(painter, box, role, font, QColor("#000000"))
        used.append(QFont(painter.font()))

    def paint_anywhere(painter: QPainter) -> None:
        painter.setFont(used[0])
        painter.drawText(QPointF(box.left(), 200), role)

    rows = _rows(ink(view, paint))
    assert box.top() - 1 <= rows[0]
    assert rows[-1] <= box.bottom() + 1
    # Nothing is cut off, and letters are smaller only where they have to be.
    assert abs(len(rows) - len(_rows(ink(view, paint_anywhere)))) <= 1
    assert used[0].pixelSize() >= font.pixelSize() * 0.7


def _rows(image: QImage) -> list[int]:
    """Return the rows of a picture that have ink, be it as thin as that of small letters."""
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    row, data = alpha.bytesPerLine(), bytes(alpha.constBits())
    return [y for y in range(image.height()) if max(data[y * row : (y + 1) * row]) >= 50]


def test_each_text_is_measured_once(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[str] = []

    def reach(text: str, _font: object) -> tuple[float, float]:
        measured.append(text)
        return 1.0, 2.0

    monkeypatch.setattr("annotator.ui.text.label_room.reach_of", reach)
    face = metrics_for(Look(), 100).value
    room = LabelRoom(face.font, face.font)
    assert room.unusual({*PLAIN, FAR["lao"]}) == {FAR["lao"]}
    for _ in range(3):
        assert room.reach(FAR["lao"], is_value=True) == (1.0, 2.0)
    assert measured == [FAR["lao"]]

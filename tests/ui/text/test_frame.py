"""Pills, hints, arcs and signs of an open frame."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.text import frame as frames
from annotator.ui.text.marks import Frame, FrameEnd, Mark, SegmentView
from annotator.ui.text.view import TextView
from tests.painted_ink import arcs_astray, arcs_covering, signs_cut
from tests.ui.text.conftest import MakeView

SENTENCE = "Русия предлага помощ на Армения и на Азербайджан за границата. "
TEXT = SENTENCE * 3 + "\n\n" + SENTENCE * 3 + "\n" + "Още текст до края. " * 200


def _mark(key: str, word: str, number: int = 0) -> Mark:
    begin = -1
    for _ in range(number + 1):
        begin = TEXT.index(word, begin + 1)
    return Mark(key, ((begin, begin + len(word)),), 0, "fill", "A", "state")


def _marks() -> list[Mark]:
    return [
        Mark("hub", ((0, 3 * len(SENTENCE)),), 2, "margin", "S", "support"),
        _mark("holder", "Русия"),
        _mark("target", "помощ", 1),
        _mark("relay", "Армения", 2),
        _mark("far", "края", 150),
        _mark("offered", "Азербайджан"),
    ]


FRAME = Frame(
    "hub",
    (
        FrameEnd("holder", "holder", "а"),
        FrameEnd("target", "target"),
        FrameEnd("target", "relay 2"),
        FrameEnd("relay", "relay 1"),
        FrameEnd("far", "cue 1"),
        FrameEnd("offered", "", "б"),
    ),
    "relay",
)


def _shown(make_view: MakeView, frame: Frame | None = FRAME) -> TextView:
    view = make_view(TEXT, _marks())
    view.set_frame(frame)
    view.grab()
    return view


def test_linked_ends_have_pills_and_offered_ones_hints(make_view: MakeView) -> None:
    found = _shown(make_view)._stage.frames.drawn
    assert {pill.text for pill in found.pills} == {"holder", "target · relay 2", "relay 1"}
    assert [hint.text for hint in found.hints] == ["б"]
    assert found.key_at(found.pills[0].rect.center()) == "holder"
    assert found.key_at(QRectF(-9, -9, 1, 1).center()) == ""


def test_arcs_meet_no_glyph(make_view: MakeView) -> None:
    view = _shown(make_view)
    path = frames.arcs(view._stage.frames.drawn, view._metrics, QRectF(view.viewport().rect()))
    assert not path.isEmpty()
    assert not path.toFillPolygons() or view._stage.frames.drawn.hub_y is not None
    points = [path.pointAtPercent(part / 400) for part in range(401)]
    boxes = view.boxes_of(*view.visible_span())
    assert boxes
    for point in points:
        assert not any(box.adjusted(1, 1, -1, -1).contains(point) for box in boxes), point


def test_an_end_off_the_screen_is_a_sign_at_the_edge(make_view: MakeView) -> None:
    view = _shown(make_view)
    (stub,) = view._stage.frames.drawn.stubs
    assert (stub.role, stub.quote, stub.is_above) == ("↓ cue 1", "края", False)
    view.scroll_to(_mark("far", "края", 150).begin)
    view.grab()
    roles = {stub.role for stub in view._stage.frames.drawn.stubs}
    assert roles == {"↑ holder", "↑ target · relay 2", "↑ relay 1"}


def test_a_pill_under_the_strip_becomes_a_sign(make_view: MakeView) -> None:
    view = _shown(make_view)
    view.verticalScrollBar().setValue(30)
    view.grab()
    found = view._stage.frames.drawn
    assert any(stub.end.key == "holder" for stub in found.stubs)
    strip = view._metrics.px(frames.STUB_STRIP)
    assert all(pill.rect.top() >= strip - 2 for pill in found.pills)


def test_pills_of_one_line_do_not_meet(make_view: MakeView) -> None:
    text = "а б в г д е ж з"
    marks = [Mark("hub", ((0, 15),), 2, "margin", "S")]
    marks += [Mark(f"m{n}", ((n, n + 1),), 0, "fill", "A") for n in range(0, 15, 2)]
    view = make_view(text, marks)
    view.set_frame(Frame("hub", tuple(FrameEnd(f"m{n}", "relay 1") for n in range(0, 15, 2))))
    view.grab()
    pills = view._stage.frames.drawn.pills
    assert len(pills) == 8
    assert all(one.rect.right() < two.rect.left() for one, two in pairwise(pills))


def test_without_a_hub_nothing_is_drawn(make_view: MakeView) -> None:
    view = _shown(make_view, Frame("nobody", FRAME.ends))
    assert view._stage.frames.drawn.pills == []
    view.set_frame(None)
    view.set_all_frames([FRAME])
    view.grab()
    assert view._stage.frames.drawn.pills == []


LONG = "a source that passes on what another source has said before"


def test_no_pill_is_cut_off_at_the_right(make_view: MakeView) -> None:
    words = ("граница", "Русия", "помощ", "Армения", "Азербайджан")
    marks = [_mark("hub", "предлага"), *(_mark(f"{w}{n}", w, n) for w in words for n in range(3))]
    view = make_view(TEXT, marks, width=620)
    view.set_frame(Frame("hub", tuple(FrameEnd(m.key, LONG[:44]) for m in marks[1::3])))
    view.grab()
    pills = view._stage.frames.drawn.pills
    assert pills
    for pill in pills:
        assert pill.rect.right() <= view._column.left + view._column.width + view._metrics.edge
    for one, two in pairwise(pills):
        assert not one.rect.intersects(two.rect)


def test_the_first_sign_at_an_edge_says_its_role_whatever_the_quote(make_view: MakeView) -> None:
    view = make_view(TEXT, [*_marks(), _mark("end", "текст до края. Още", 140)], width=420)
    view.set_frame(Frame("hub", (FrameEnd("end", LONG[:30]), FrameEnd("far", "cue"))))
    view.grab()
    first, rest = view._stage.frames.drawn.stubs
    assert first.role == f"↓ {LONG[:30]}"
    assert first.quote.endswith("…")
    assert first.rect.right() <= view.viewport().width()
    assert rest.role == "+1"
    assert rest.rect.right() <= view.viewport().width()


@pytest.mark.parametrize("role", ["holder", LONG])
def test_each_arc_of_all_frames_comes_down_at_its_own_end(make_view: MakeView, role: str) -> None:
    """They came down where pills would have stood, which give way to each other and to the edge."""
    text = "а б в г д е ж з" + " дума" * 12 + " край"
    places = [(n, n + 1) for n in range(0, 15, 2)] + [(len(text) - 4, len(text))]
    marks = [Mark(f"m{n}", (span,), 0, "fill", "A") for n, span in enumerate(places)]
    view = make_view(text, [Mark("hub", ((0, 15),), 2, "margin", "S"), *marks])
    view.set_all_frames([Frame("hub", tuple(FrameEnd(mark.key, role) for mark in marks))])
    assert list(arcs_astray(view)) == []


@pytest.mark.parametrize("zoom", [50, 60, 70, 80, 90, 100, 110, 150, 200])
def test_arcs_of_several_frames_end_over_the_name_of_what_they_share(
    make_view: MakeView, zoom: int
) -> None:
    """In small letters each touched a little of the same pixel, and three together inked it."""
    words = [f"дума{n}" for n in range(40)]
    text = " ".join(words)
    begins = [sum(len(word) + 1 for word in words[:n]) for n in range(40)]
    spans = [(begin, begin + len(word)) for begin, word in zip(begins, words, strict=True)]
    letters = "SCAPGO"
    ends = [Mark(f"m{n}", (span,), n % 6, "line", letters[n % 6]) for n, span in enumerate(spans)]
    hubs = [Mark(f"hub{n}", ((0, len(text)),), 2, "margin", "S") for n in range(3)]
    view = make_view(text, [*hubs, *ends])
    view.set_zoom(zoom)
    to = tuple(FrameEnd(mark.key, "holder") for mark in ends)
    view.set_all_frames([Frame(hub.key, to) for hub in hubs])
    view.grab()
    assert list(arcs_covering(view)) == []
    for hub in hubs:
        view.set_all_frames([Frame(hub.key, to)])
        assert list(arcs_astray(view)) == []


def test_a_role_longer_than_its_sign_ends_in_dots(make_view: MakeView) -> None:
    """It was cut by the sign's edge, and its pill lay over the begins of other words."""
    far = Mark("far", ((len(TEXT) - 5, len(TEXT) - 1),), 0, "fill", "A")
    role = "الجهة الحكومية المسؤولة عن ترسيم الحدود الدولية بين البلدين الجارين"
    view = make_view(TEXT, [*_marks()[:2], far], width=420)
    for zoom in (100, 200, 300):
        view.set_zoom(zoom)
        view.set_frame(Frame("hub", (FrameEnd("holder", role), FrameEnd("far", role))))
        view.grab()
        drawn = view._stage.frames.drawn
        assert all(pill.text.endswith("…\u2069") for pill in drawn.pills)
        assert all(stub.role.endswith("…\u2069") for stub in drawn.stubs)
        assert {sign.end.key for sign in (*drawn.pills, *drawn.stubs)} == {"holder", "far"}
        assert list(signs_cut(view)) == []


@pytest.mark.parametrize("count", [15, 60, 700])
@pytest.mark.parametrize("zoom", [60, 100, 200, 300])
def test_how_many_more_ends_there_are_is_read_whole(
    make_view: MakeView, count: int, zoom: int
) -> None:
    """The last digit lay on the edge of the sign, and a third one was cut off."""
    begin = len(TEXT) - 3 * count
    far = [
        Mark(f"far{n}", ((begin + 3 * n, begin + 3 * n + 2),), 0, "fill", "A") for n in range(count)
    ]
    view = make_view(TEXT, [_marks()[0], *far], width=520)
    view.set_zoom(zoom)
    view.set_frame(Frame("hub", tuple(FrameEnd(mark.key, "target") for mark in far)))
    view.grab()
    last = view._stage.frames.drawn.stubs[-1]
    assert last.role.startswith("+")
    assert last.rect.right() < view.viewport().width()
    assert list(signs_cut(view)) == []


def test_roles_that_do_not_fit_on_a_line_side_by_side_are_all_in_view(make_view: MakeView) -> None:
    """They were pushed to the left, out of the view; a short one keeps all of its role."""
    text = "Те казаха на нея да.\n" + "Още. " * 20
    spans = {"a": (0, 2), "b": (3, 9), "c": (10, 12), "d": (13, 16)}
    marks = [Mark(key, (span,), 0, "fill", "A") for key, span in spans.items()]
    view = make_view(text, [Mark("hub", ((0, 19),), 2, "margin", "S"), *marks], width=400)
    view.set_zoom(150)
    long = "Regierungsunabhängige Vermittlungsorganisation"
    for last in (long, "cue"):
        roles = zip(spans, (long, long, long, last), strict=True)
        view.set_frame(Frame("hub", tuple(FrameEnd(*end) for end in roles)))
        view.grab()
        drawn = view._stage.frames.drawn.pills
        assert len({pill.line_top for pill in drawn}) == 1
        assert [pill.text == "cue" for pill in drawn] == [False] * 3 + [last == "cue"]
        assert drawn[0].rect.left() >= view._column.left - 4
        assert drawn[-1].rect.right() <= view.viewport().width()
        assert all(one.rect.right() < two.rect.left() for one, two in pairwise(drawn))
        assert list(signs_cut(view)) == []


def test_the_arcs_of_all_frames_are_joined_to_the_stripes_of_their_hubs(
    make_view: MakeView,
) -> None:
    view = make_view(TEXT, _marks())
    ends = tuple(FrameEnd(key, "end") for key in ("holder", "target", "relay"))

    def inked() -> int:
        """Return how many pixels between the stripe and the arcs are no paper."""
        view.repaint()
        image = view.viewport().grab().toImage()
        stripe = round(view._stage.margin.track_x(0) + 3)
        low, high = stripe, view._column.left - 6
        y = round(view.rect_of(0).center().y())
        paper = image.pixel(low, y - 40)
        return sum(
            any(image.pixel(x, y + by) != paper for by in range(-8, 9)) for x in range(low, high)
        )

    assert inked() == 0
    view.set_all_frames([Frame("hub", ends)])
    assert inked() > 8
    view.set_margin_shown(False)
    view.grab()


def _folded(make_view: MakeView, names: tuple[str, ...], width: int = 880) -> TextView:
    """Show a frame one end of which stands in the text and the others under a fold."""
    words = " ".join(f"дума{n}" for n in range(len(names)))
    text = f"Русия предлага помощ.\n{words}\n" + "Още редове от текста.\n" * 60
    marks = [
        Mark("hub", ((0, 20),), 2, "margin", "S"),
        Mark("holder", ((0, 5),), 0, "fill", "A"),
        *(
            Mark(f"m{n}", ((text.index(f"дума{n}"), text.index(f"дума{n}") + 5),), 0, "fill", "A")
            for n in range(len(names))
        ),
    ]
    begin = text.index(words)
    segments = [SegmentView(begin, begin + len(words), True, "Teaser")]
    view = make_view(text, marks, segments, width=width)
    ends = tuple(FrameEnd(f"m{n}", name) for n, name in enumerate(names))
    view.set_frame(Frame("hub", (FrameEnd("holder", "holder"), *ends)))
    view.grab()
    return view


def test_ends_under_a_fold_stand_on_its_header(make_view: MakeView, qtbot: QtBot) -> None:
    view = _folded(make_view, ("relay 1", "cue 1"))
    found = view._stage.frames.drawn
    assert [(stub.role, stub.end.key) for stub in found.stubs] == [
        ("relay 1", "m0"),
        ("cue 1", "m1"),
    ]
    assert not found.at_edge(is_above=False)
    header = next(b for b in view._scroller.settle() if b.block.kind == "header")
    top = header.top - view._scroller.top()
    for stub in found.stubs:
        assert top <= stub.rect.top()
        assert stub.rect.bottom() <= top + header.dress.height
        assert stub.rect.right() <= view._column.left + view._column.width
    assert not found.stubs[0].rect.intersects(found.stubs[1].rect)
    # A click opens the fold and goes there: then it is an end like any other.
    with qtbot.waitSignal(view.stub_clicked) as clicked:
        at = found.stubs[1].rect.center().toPoint()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert clicked.args == ["m1"]
    assert view._layout.folded
    mark = view.mark("m1")
    view.scroll_to_span(mark.begin, mark.end)
    view.grab()
    assert {pill.text for pill in view._stage.frames.drawn.pills} == {"holder", "relay 1", "cue 1"}
    assert not view._stage.frames.drawn.stubs


def test_arcs_to_a_fold_meet_no_glyph(make_view: MakeView) -> None:
    view = _folded(make_view, ("relay 1", "cue 1"))
    path = frames.arcs(view._stage.frames.drawn, view._metrics, QRectF(view.viewport().rect()))
    points = [path.pointAtPercent(part / 400) for part in range(401)]
    for box in view.boxes_of(0, 20):
        assert not any(box.adjusted(1, 1, -1, -1).contains(point) for point in points)


@pytest.mark.parametrize("width", [420, 620, 880])
def test_ends_without_room_on_a_header_are_counted(make_view: MakeView, width: int) -> None:
    names = tuple(f"{LONG[:24]} {n}" for n in range(12))
    view = _folded(make_view, names, width)
    found = view._stage.frames.drawn
    limit = view._column.left + view._column.width
    on_header = [stub for stub in found.stubs if stub.line_top is not None]
    assert all(stub.rect.right() <= limit for stub in on_header)
    said = sum(int(s.role[1:]) if s.role.startswith("+") else 1 for s in found.stubs)
    assert said == len(names)
    rest = next(stub for stub in found.stubs if stub.role.startswith("+"))
    assert rest.end.key == f"m{len(names) - int(rest.role[1:])}"


def test_arcs_of_all_point_to_ends_that_are_out_of_view(make_view: MakeView) -> None:
    text = "Русия предлага помощ.\n" + "Още редове от текста.\n" * 200 + "Армения приема.\n"
    end = text.index("Армения")
    marks = [Mark("hub", ((0, 20),), 2, "margin", "S"), Mark("far", ((end, end + 7),), 0)]
    view = make_view(text, marks)
    foot = view._column.left - 14, view.viewport().height() - 12

    def is_inked() -> bool:
        image = view.viewport().grab().toImage()
        return any(image.pixel(foot[0] + x, foot[1]) != image.pixel(2, foot[1]) for x in range(14))

    assert not is_inked()
    view.set_all_frames([Frame("hub", (FrameEnd("far", "target"),))])
    assert is_inked()
    # Nothing points anywhere once neither hub nor end is in view.
    view.scroll_to(end // 2)
    assert not is_inked()
    assert view.all_frames() == (Frame("hub", (FrameEnd("far", "target"),)),)

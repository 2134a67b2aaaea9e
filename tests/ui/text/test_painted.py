"""The painted result, measured: nothing is cut, nothing covers anything, everything can be read."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication

from annotator.operations.keeping.corpus import open_corpus
from annotator.ui.look.look import Look
from annotator.ui.sitting.session import Session
from annotator.ui.sitting.showing import ROWS
from annotator.ui.text.label_painter import LabelPainter
from annotator.ui.text.lane_painter import LanePainter
from annotator.ui.text.margin_painter import MarginPainter
from annotator.ui.text.marks import FILL, LINE, MARGIN, Flags, Frame, FrameEnd, Mark
from annotator.ui.text.view import TextView
from tests import painted, painted_colours, painted_ink
from tests.stress import SCRIPTS, WHO, make_stress

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


DOCUMENTS = ("layers", *SCRIPTS)


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_label_is_cut_and_none_meets_another(show, made, document: str, zoom: int) -> None:
    view = show(made, WHO, document)
    view.set_zoom(zoom)
    assert list(painted.labels_cut(view)) == []


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_two_lanes_lie_on_each_other_or_on_words(show, made, document: str, zoom: int) -> None:
    view = show(made, WHO, document)
    view.set_zoom(zoom)
    assert list(painted.lanes_meeting(view)) == []


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("document", DOCUMENTS)
def test_nothing_is_painted_on_anything_else(show, made, document: str, zoom: int) -> None:
    """By the ink alone, whatever the painters say of their places."""
    view = show(made, WHO, document)
    view.set_zoom(zoom)
    assert list(painted.ink_wrong(view)) == []


def _moved(paint: Callable[..., object], dx: float, dy: float) -> Callable[..., object]:
    def painting(self: object, painter: QPainter, *rest: object) -> None:
        painter.translate(dx, dy)
        paint(self, painter, *rest)
        painter.translate(-dx, -dy)

    return painting


@pytest.mark.parametrize(
    ("painter", "name", "dx", "dy", "told"),
    [
        (LabelPainter, "paint", 0, 8, "words on labels"),
        (LabelPainter, "paint", 0, -6, "labels out of their lines"),
        (LabelPainter, "paint", 400, 0, "labels"),
        (LabelPainter, "paint", 0, 9999, "labels without ink"),
        (LanePainter, "paint", 0, -8, "words on lanes"),
        (MarginPainter, "_paint_name", 24, 0, "names on stripes"),
        (MarginPainter, "_paint_name", 9999, 0, "names without ink"),
    ],
)
def test_a_painter_that_is_wrong_is_told(
    show, made, monkeypatch, painter: type, name: str, dx: float, dy: float, told: str
) -> None:
    view = show(made, WHO, "layers")
    monkeypatch.setattr(painter, name, _moved(getattr(painter, name), dx, dy))
    assert any(found.startswith(told) for found in painted.ink_wrong(view))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_lane_is_painted_in_the_ink_of_its_layer(show, made, document: str) -> None:
    view = show(made, WHO, document)
    assert list(painted.lanes_unpainted(view)) == []


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_annotation_has_the_colours_of_its_layer(show, made, document, mode: str) -> None:
    view = show(made, WHO, document, mode=mode)
    assert list(painted.colours_wrong(view)) == []


def test_annotations_in_the_colours_of_another_layer_are_told(show, made) -> None:
    view = show(made, WHO, "layers")
    lines, image = next(painted.screens(view)), painted.picture(view)
    keys = {row.mark.key for line, _ in lines for row in line.rows}
    assert any(m.flags & Flags.UNSURE and m.drawing == FILL for m in map(view.mark, keys))
    view.patch_marks([], [replace(mark, slot=(mark.slot + 1) % 10) for mark in view.marks()])
    now = next(painted.screens(view))
    found = Counter(f.split(":")[0] for f in painted_colours.colours_wrong(view, image, now))
    assert found["lane without the ink of its layer"] > len(keys) / 2
    assert found["words without their fill"] > 3


STRONG: dict[str, Callable[[TextView, str], object]] = {
    "hovered": lambda view, key: view.set_hovered(key),
    "current": lambda view, key: view.select_mark(key),
    "an end of the frame": lambda view, key: view.set_frame(
        Frame(next(m.key for m in view.marks() if m.drawing == MARGIN), (FrameEnd(key, "end"),))
    ),
    "where a relation may go": lambda view, key: view.begin_link(
        next(m.key for m in view.marks() if m.drawing == MARGIN)
    ),
}


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
@pytest.mark.parametrize("pose", STRONG)
def test_what_is_meant_has_the_strong_fill_of_its_layer(show, made, pose: str, mode: str) -> None:
    view = show(made, WHO, "layers", mode=mode)
    mark = next(m for m in view.marks() if m.drawing == LINE and m.length > 12)
    strong = QColor(view._look.layer(mark.slot).strong).rgb()

    def count() -> int:
        image = painted.picture(view)
        return sum(
            image.pixel(x, y) == strong
            for box in view.boxes_of(mark.begin, mark.end)
            for x in range(int(box.left()), int(box.right()))
            for y in (int(box.top()) + 4, int(box.center().y()))
        )

    assert count() == 0
    STRONG[pose](view, mark.key)
    assert count() > 5


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
    # High enough for many words in wide fonts too.
    view.resize(view.width(), view.height() + 200)
    view.set_zoom(150)
    POSES[pose](view)
    measured = list(painted.words_measured(view, painted.picture(view)))
    assert [found for found in measured if found[1] < painted.READABLE] == []
    assert len(measured) > 60


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_labels_can_be_read(show, made, mode: str) -> None:
    view = show(made, WHO, "layers", mode=mode)
    view.resize(view.width(), view.height() + 400)
    view.set_zoom(200)
    measured = list(painted.labels_measured(view, painted.picture(view)))
    assert [found for found in measured if found[1] < painted.READABLE] == []
    assert len(measured) > 5


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_names_beside_an_open_frame_can_be_read(show, samples_file, mode: str) -> None:
    """The colours of those that are out of the frame shone through: one had 3.6."""
    view = show(samples_file, "gold", "000_76c35f2a0a6f2b8c", size=(1100, 900), mode=mode)
    session: Session = view.session  # type: ignore[attr-defined]
    view.set_zoom(150)
    key = painted.hubs(session)[0]
    view.set_frame(session.maker.frame(key, session.relations_from(key)))
    measured = list(painted.names_measured(view, painted.picture(view)))
    assert [found for found in measured if found[1] < painted.READABLE] == []
    assert len(measured) > 1


@pytest.mark.parametrize("size", [(1100, 900), (640, 520)])
def test_arcs_meet_no_glyph_and_nothing_moves_when_a_frame_opens(
    show, samples_file, size: tuple[int, int]
) -> None:
    view = show(samples_file, "gold", "000_76c35f2a0a6f2b8c", size=size)
    session: Session = view.session  # type: ignore[attr-defined]
    assert painted.hubs(session)
    assert list(painted.frames_wrong(view, session)) == []


def test_arcs_pass_beside_the_letters_of_readers(show, samples_file) -> None:
    """They ran through all of them."""
    view = show(samples_file, "gold", "000_76c35f2a0a6f2b8c", size=(1100, 900))
    session: Session = view.session  # type: ignore[attr-defined]
    session.show(session.showing.with_mode(ROWS))
    view.set_marks(session.marks(), session.page.letters)
    assert view._scene.readers
    assert list(painted.frames_wrong(view, session)) == []
    assert list(painted.all_arcs_wrong(view, session)) == []


def test_all_arcs_meet_no_glyph(show, samples_file) -> None:
    view = show(samples_file, "gold", "000_76c35f2a0a6f2b8c", size=(1100, 900))
    session: Session = view.session  # type: ignore[attr-defined]
    keys = painted.hubs(session)
    view.set_all_frames(session.maker.frame(k, session.relations_from(k)) for k in keys)
    now = next(painted.screens(view))
    assert now
    seen = {row.mark.key for line, _ in now for row in line.rows}
    assert view._scene.frames_with(seen)
    for _, drawn in view._stage.frames._shown_frames(painted_ink.glimpse(view), now):
        assert list(painted.arcs_on_words(view, drawn)) == []
    assert list(painted.all_arcs_wrong(view, session)) == []


def test_fills_inside_fills_are_inset_and_above(show, made) -> None:
    view = show(made, WHO, "layers")
    depths: Counter[int] = Counter()
    for lines in painted.screens(view):
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
        assert list(painted.unpainted(view, stored)) == []
        assert {m.key for m in view.marks()} == set(stored)


def test_points_and_parts_of_a_joined_character_are_found_where_they_are_painted(make_view) -> None:
    """What a file brought: no characters, some of those that are drawn as one, or unseen ones."""
    text = "क्ष्म्य е \U0001f468\u200d\U0001f469 край те\u00adма и\u200bли"
    spans = {"point": (8, 8), "part": (1, 4), "end": (4, 9), "joined": (10, 11), "all": (10, 13)}
    spans |= {"soft": (21, 22), "unseen": (26, 27)}
    marks = [Mark(key, (span,)) for key, span in spans.items()]
    stored = {mark.key: mark.spans for mark in marks}
    view = make_view(text, marks)
    assert list(painted.unpainted(view, stored)) == []
    lost = {**stored, "lost": ((14, 18),)}
    assert [found.split(" (")[0] for found in painted.unpainted(view, lost)] == [
        "not painted: lost"
    ]
    moved = {**stored, "all": ((10, 18),)}
    assert any(found.startswith("painted elsewhere") for found in painted.unpainted(view, moved))


def test_a_corpus_can_be_measured_by_a_script(made, capsys, monkeypatch) -> None:
    given = ["--corpus", str(made), "--document", "layers", "--annotator", WHO, "--quick"]
    assert painted.main(given) == 0
    assert "1 measured, 0 findings" in capsys.readouterr().out
    monkeypatch.setattr(painted, "READABLE", 30.0)
    assert painted.main(given) == 1
    assert "contrast" in capsys.readouterr().out


@pytest.mark.parametrize("factor", ["1.25", "2"])
def test_a_corpus_can_be_measured_as_on_a_finer_screen(made, factor: str) -> None:
    given = ["--corpus", str(made), "--document", "layers", "--annotator", WHO, "--quick"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.painted", *given],
        env={**os.environ, "QT_SCALE_FACTOR": factor},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "1 measured, 0 findings" in done.stdout

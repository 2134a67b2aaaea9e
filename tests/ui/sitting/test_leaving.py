"""What was left is let go of: at once if it is small, little by little if it is large."""

from __future__ import annotations

import gc
import json
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.operations.adjudication.adjudicated import ALL_OPEN
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, open_corpus, scheme_named
from annotator.ui.pace.sweeping import MANY
from annotator.ui.review.reviewing import Reviewing
from annotator.ui.sitting.gathered import Gathered
from annotator.ui.sitting.session import Session
from annotator.ui.sitting.showing import DIFFERENCES, ROWS

LARGE = MANY + 10


@pytest.fixture(autouse=True)
def unaided() -> Iterator[None]:
    """Look for no garbage: what is let go of must not hold itself."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()
    gc.unfreeze()


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    """A sitting with a large document, a second large one, and two small ones."""
    path = tmp_path / "some.corpus"
    with new_corpus(path, scheme=scheme_named(None)) as store:
        for number, count in enumerate((LARGE, LARGE, 3, 4)):
            source = tmp_path / f"{number}.json"
            source.write_text(json.dumps(_document(number, count), ensure_ascii=False))
            assert not import_files(store, [source]).refused
    made = Session(open_corpus(path), "import", "en")
    yield made
    made.close()


def _document(number: int, count: int) -> dict[str, object]:
    words = [f"Иван{number}" for _ in range(count)]
    step = len(words[0]) + 1
    rows = [
        {"id": n, "layer": "actor", "start": n * step, "end": n * step + step - 1, "name": ""}
        for n in range(count)
    ]
    return {"id": number, "title": str(number), "text": " ".join(words), "annotations": rows}


def _open(session: Session, count: int, nth: int = 0) -> Gathered:
    """Open the document with so many annotations, the nth of them."""
    found = [row for row in session.documents() if row.annotations == count]
    session.open_document(found[nth].id)
    assert session.gathered is not None
    return session.gathered


def test_a_small_document_is_freed_as_soon_as_it_is_left(session: Session) -> None:
    gone = weakref.ref(_open(session, 3))
    _open(session, 4)
    assert gone() is None
    assert not session.leaving.is_busy()


def test_a_large_document_is_let_go_of_little_by_little(session: Session, qtbot: QtBot) -> None:
    left = _open(session, LARGE)
    left.problems.finish()
    held = left.facts.annotations
    gone = weakref.ref(left)
    del left
    _open(session, 3)
    assert len(held) == LARGE
    assert session.leaving.is_busy()
    qtbot.waitUntil(lambda: not session.leaving.is_busy(), timeout=30_000)
    assert not held
    assert gone() is None


@pytest.mark.parametrize("count", [3, LARGE])
def test_marks_go_with_a_document_that_is_left(session: Session, count: int) -> None:
    _open(session, count)
    marks = session.mark_index()
    assert session.page is not None
    page, key = weakref.ref(session.page), next(iter(marks)).key
    _open(session, 4)
    # Whoever shows them may still ask for one before others are shown.
    assert page() is not None
    assert marks.get(key) is not None
    del marks
    assert page() is None


def _read_by_another(session: Session, tmp_path: Path, number: int) -> None:
    source = tmp_path / f"{number}.json"
    assert not import_files(session.store, [source], annotator="other").refused


@pytest.mark.parametrize("mode", [ROWS, DIFFERENCES])
@pytest.mark.parametrize(("count", "number"), [(3, 2), (LARGE, 0)])
def test_the_work_of_several_goes_with_it(
    session: Session, tmp_path: Path, mode: str, count: int, number: int
) -> None:
    _read_by_another(session, tmp_path, number)
    session.open_document(session.documents()[-1].id)
    left = weakref.ref(_open(session, count))
    session.show(session.showing.with_mode(mode))
    if session.is_comparing:
        session.show_compared(session.comparing()())
    assert session.showing.mode == mode
    assert session.page is not None
    page, marks = weakref.ref(session.page), session.mark_index()
    assert len(list(marks)) >= count
    assert session.page.letters == ("A", "B")
    list(session.page.differences)
    _open(session, 4)
    del marks
    assert page() is None
    session.leaving.finish()
    assert left() is None


def test_what_differs_among_many_is_let_go_of_little_by_little(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    _read_by_another(session, tmp_path, 0)
    _open(session, LARGE)
    session.show(session.showing.with_mode(DIFFERENCES))
    compared = session.comparing()()
    session.show_compared(compared)
    marks, aligned = session.mark_index(), compared.aligned
    count, differences = len(aligned.rows), session.page.differences if session.page else ()
    del compared
    session.show(session.showing.with_mode(ROWS))
    # Nothing of it was freed yet, and who still shows it may ask for what it showed.
    assert len(aligned.rows) == count >= LARGE
    assert len(list(marks)) >= LARGE
    assert session.leaving.is_busy()
    qtbot.waitUntil(lambda: not session.leaving.is_busy(), timeout=30_000)
    assert [len(one) for one in aligned.held()] == [0] * 4
    assert len(list(differences)) == len(differences)
    assert session.page is not None
    assert len(list(session.mark_index())) >= LARGE


def test_what_was_reviewed_goes_with_the_review(session: Session, tmp_path: Path) -> None:
    _read_by_another(session, tmp_path, 2)
    _open(session, 3)
    reviewing = Reviewing(session, is_blind=False, seed=1, wanted=ALL_OPEN)
    session.set_review(reviewing)
    assert len(session.mark_index()) == 3
    assert session.page is not None
    page, gone = weakref.ref(session.page), weakref.ref(reviewing)
    del reviewing
    session.set_review(None)
    assert [page(), gone()] == [None, None]


def test_who_leaves_two_and_comes_back_reads_it_anew(session: Session, qtbot: QtBot) -> None:
    _open(session, LARGE)
    _open(session, LARGE, 1)
    again = _open(session, LARGE)
    qtbot.waitUntil(lambda: not session.leaving.is_busy(), timeout=30_000)
    assert session.gathered is again
    assert len(again.facts.annotations) == len(again.tallies) == LARGE
    assert len(session.marks()) == LARGE


def test_there_is_room_for_a_large_document_before_it_is_read(session: Session) -> None:
    first = _open(session, LARGE).facts.annotations
    _open(session, 3)
    _open(session, 4)
    assert first
    second = _open(session, LARGE, 1).facts.annotations
    assert not first
    assert len(second) == LARGE
    session.read_anew()
    assert second
    session.read_anew()
    assert not second
    assert session.facts is not None
    assert len(session.facts.annotations) == LARGE


def test_what_is_shown_otherwise_is_not_left(session: Session) -> None:
    _open(session, LARGE)
    session.show(session.showing)
    assert not session.leaving.is_busy()
    assert len(session.marks()) == LARGE


def test_who_reads_the_next_one_elsewhere_lets_go_of_the_rest(session: Session) -> None:
    first = _open(session, LARGE)
    held = first.facts.annotations
    del first
    _open(session, 3)
    rest = session.leaving.hand_over()
    assert not session.leaving.is_busy()
    second = _open(session, LARGE, 1).facts.annotations
    _open(session, 4)
    for _ in rest:
        assert len(second) == LARGE
    assert not held
    session.leaving.finish()
    assert not second
    assert list(session.leaving.hand_over()) == []

"""What is found in a part of the text."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.ui.text.marks import Flags, Frame, FrameEnd, Mark
from annotator.ui.text.scene import Scene

FRAME = Frame("a", (FrameEnd("b", "holder"), FrameEnd("c")))


def test_a_long_place_that_was_found_is_found_wherever_it_reaches() -> None:
    scene = Scene()
    scene.set_hits([(0, 90), (20, 25), (60, 64), (200, 203)], 1)
    assert (0, (0, 90)) in list(scene.hits_in(80, 100))
    assert [span for _, span in scene.hits_in(199, 300)][-1] == (200, 203)
    assert [number for number, _ in scene.hits_in(0, 10)] == [0]
    scene.set_hits([], -1)
    assert list(scene.hits_in(0, 10)) == []


@pytest.mark.parametrize(
    "changes", [{}, {"current": "a"}, {"hovered": "b"}, {"selected": frozenset("c")}]
)
def test_what_is_not_meant_looks_as_it_does_by_itself(changes: dict[str, Any]) -> None:
    scene = Scene(**changes)
    meant = scene.meant
    assert meant is not None
    for key in "abcd":
        for flags in (Flags.NONE, Flags.SUGGESTED, Flags.AGREES):
            mark = Mark(key, ((0, 1),), flags=flags)
            if key not in meant:
                assert not scene.is_strong(mark)
                assert scene.is_dim(mark) == bool(flags & Flags.AGREES)


def test_in_a_frame_or_with_ends_that_are_lit_any_mark_may_look_otherwise() -> None:
    scene = Scene(lit=frozenset("d"))
    assert scene.meant is None
    scene = Scene()
    scene.set_frame(FRAME)
    assert scene.meant is None
    scene.set_frame(None)
    assert scene.meant is not None

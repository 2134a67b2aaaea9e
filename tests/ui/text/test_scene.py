"""What is found in a part of the text."""

from __future__ import annotations

from annotator.ui.text.scene import Scene


def test_a_long_place_that_was_found_is_found_wherever_it_reaches() -> None:
    scene = Scene()
    scene.set_hits([(0, 90), (20, 25), (60, 64), (200, 203)], 1)
    assert (0, (0, 90)) in list(scene.hits_in(80, 100))
    assert [span for _, span in scene.hits_in(199, 300)][-1] == (200, 203)
    assert [number for number, _ in scene.hits_in(0, 10)] == [0]
    scene.set_hits([], -1)
    assert list(scene.hits_in(0, 10)) == []

"""Members of a list, and what is none."""

from __future__ import annotations

import pytest

from annotator.text.coordination import are_coordinated


@pytest.mark.parametrize(
    ("text", "one", "other", "expected"),
    [
        ("Пашинян, Алиев и Мишел", "Пашинян", "Алиев", True),
        ("Пашинян, Алиев и Мишел", "Алиев", "Мишел", True),
        ("Пашинян, Алиев и Мишел", "Мишел", "Алиев", True),
        ("Ada, and Tomas", "Ada", "Tomas", True),
        ("Tomas says that Ada heard", "Tomas says", "Ada", False),
        ("министерството на Русия", "министерството", "Русия", False),
        ("Русия каза, Армения", "Русия", "Армения", False),
        ("Пашинян, Алиев, Путин и Мишел", "Пашинян", "Алиев", True),
        ("По думите на говорителя, кметът отказва", "говорителя", "кметът", False),
        ("Ada, Tomas", "Ada", "Tomas", False),
        ("Ada Tomas", "Ada", "Tomas", False),
        ("Ada. Tomas", "Ada", "Tomas", False),
        ("Ada\nTomas", "Ada", "Tomas", False),
        ("Ada", "Ada", "Ada", False),
    ],
)
def test_coordination(text: str, one: str, other: str, expected: bool) -> None:
    spans = [[(text.index(w), text.index(w) + len(w))] for w in (one, other)]
    assert are_coordinated(text, *spans) is expected


def test_nothing_is_together_with_nothing() -> None:
    assert not are_coordinated("Ada and Tomas", [], [(0, 3)])

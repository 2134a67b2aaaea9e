"""Languages by letters and words."""

from __future__ import annotations

import pytest

from annotator.operations.exporting.demo import sample_files
from annotator.places import seeds
from annotator.text.writing import guessed_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Съветът отхвърли строежа на моста и остави ферибота.", "bg"),
        ("Совет отклонил строительство моста, но оставил паромы, которые были.", "ru"),
        ("Рада відхилила будівництво мосту, її рішення є остаточним.", "uk"),
        ("Већ је објављено да је Београд одбио мост.", "sr"),
        ("The council has rejected the bridge and kept the ferry for the winter.", "en"),
        ("Der Rat hat die Brücke abgelehnt und die Fähre ist nicht mehr auf dem Fluss.", "de"),
        ("Le conseil a rejeté le pont et les bateaux restent dans la ville pour une année.", "fr"),
        ("رفض المجلس بناء الجسر فوق النهر", "ar"),
        ("Το συμβούλιο απέρριψε τη γέφυρα", "el"),
        ("Той каза: „The answer is no“, и замълча за дълго време след това.", "bg"),
    ],
)
def test_a_text_says_its_language(text: str, language: str) -> None:
    assert guessed_language(text) == language


@pytest.mark.parametrize(
    "text", ["", "12 34", "Word", "Lorem ipsum dolor sit amet consectetur a b"]
)
def test_what_could_be_several_is_left_open(text: str) -> None:
    assert guessed_language(text) is None


def test_all_samples_are_told() -> None:
    told = {"bg": 0, "ru": 0, "en": 0}
    for path in sorted(seeds().rglob("*.txt")):
        found = guessed_language(path.read_text(encoding="utf-8"))
        assert found in told, path
        told[found] += 1
    assert all(told.values())
    assert sample_files()

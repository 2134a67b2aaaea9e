"""Tests of `annotator.text.segmenting`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from annotator.text.segmenting import Roles, Segment, find_segments
from tests.text.conftest import SEEDS
from tests.text.strategies import texts


def roles_of(text: str) -> list[tuple[str, bool, int | None]]:
    return [(one.role, one.annotate, one.duplicate_of) for one in find_segments(text)]


def test_the_seed_is_cut_as_in_the_reference(article: str, gold: dict[str, Any]) -> None:
    places = {segment["id"]: place for place, segment in enumerate(gold["segments"])}
    expected = [
        Segment(
            begin=segment["begin"],
            end=segment["end"],
            role="body" if segment["role"] == "background" else segment["role"],
            annotate=segment["annotate"],
            duplicate_of=places.get(segment["duplicate_of"]),
        )
        for segment in gold["segments"]
    ]
    assert find_segments(article) == expected


@pytest.mark.parametrize("path", sorted((SEEDS / "invented").glob("*.txt")), ids=lambda p: p.stem)
def test_no_span_of_a_sample_is_shut_out(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    found = json.loads(path.with_suffix(".json").read_text("utf-8"))
    open_segments = [one for one in find_segments(text) if one.annotate]
    for annotation in found["annotations"]:
        for begin, end in annotation["spans"]:
            assert any(one.begin <= begin and end <= one.end for one in open_segments)


@pytest.mark.parametrize("path", sorted((SEEDS / "invented").glob("*.txt")), ids=lambda p: p.stem)
def test_a_sample_is_cut_as_a_person_cut_it(path: Path) -> None:
    tagged = json.loads(path.with_suffix(".json").read_text("utf-8"))["segments"]
    # That a paragraph tells what happened before is not to be seen by rule.
    expected = [
        (x["begin"], x["end"], {"background": "body"}.get(x["role"], x["role"]), x["annotate"])
        for x in tagged
    ]
    assert [one[:4] for one in find_segments(path.read_bytes().decode("utf-8"))] == expected


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Мостът се отлага", "headline"), ("Кой плати моста?", "headline"),
        ("Министърът: „Няма да подпишем“", "headline"), ("Мостът се отлага.", "lead"),
        ("„Няма да подпишем.“", "lead"), ("Мостът се отлага…", "lead"),
        ("дълго " * 21, "lead"), ("Министърът каза:", "lead"),
    ],
)  # fmt: skip
def test_a_first_line_that_no_sentence_ends_is_the_headline(line: str, role: str) -> None:
    after = ("lead", "body") if role == "headline" else ("body", "body")
    assert [one[0] for one in roles_of(f"Снимка: БТА\n{line}\nПърви.\nВтори")] == [
        "caption", role, *after
    ]  # fmt: skip
    assert roles_of(line) == [("lead", True, None)]


@settings(max_examples=200, deadline=None)
@given(texts)
def test_segments_cover_all_but_white_space_in_order(text: str) -> None:
    last = 0
    segments = find_segments(text)
    for place, segment in enumerate(segments):
        assert last <= segment.begin < segment.end
        assert not text[last : segment.begin].strip()
        last = segment.end
        if segment.duplicate_of is not None:
            first = segments[segment.duplicate_of]
            assert segment.duplicate_of < place
            assert text[first.begin : first.end] == text[segment.begin : segment.end]
    assert not text[last:].strip()


def test_teasers() -> None:
    text = "Увод.\nЗаглавие на друго\nЗаглавие на друго\nПодзаглавие.\nТяло на статията."
    assert roles_of(text) == [
        ("lead", True, None),
        ("teaser_headline", False, None),
        ("teaser_headline", False, 1),
        ("teaser_deck", False, None),
        ("body", True, None),
    ]
    assert roles_of("Увод.\nТри\nТри\nТри\n" + "Дълъг абзац. " * 30) == [
        ("lead", True, None),
        ("teaser_headline", False, None),
        ("teaser_headline", False, 1),
        ("teaser_headline", False, 1),
        ("body", True, None),
    ]


def test_what_is_no_teaser() -> None:
    assert roles_of("Увод.\nИзречение.\nИзречение.") == [
        ("lead", True, None), ("body", True, None), ("body", True, None)
    ]  # fmt: skip
    long = "дълго " * 40
    assert {role for role, *_ in roles_of(f"Увод.\n{long}\n{long}")} == {"lead", "body"}


def test_a_doubled_headline_at_the_begin_is_the_articles_own() -> None:
    assert roles_of("Заглавие\nЗаглавие\nПърви абзац.\nВтори.") == [
        ("headline", True, None),
        ("headline", False, 0),
        ("lead", True, None),
        ("body", True, None),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Снимка: БТА", "СНИМКА: Иван Иванов", "Фото: Reuters", "Photo: AP/John Smith",
        "Image: Getty Images", "© Associated Press", "БГНЕС", "EPA/БТА", "Иван Иванов / БТА",
        "Getty Images", "Фотография: Уикипедия", "Стефан Петров, Ройтерс",
        "Кеят във вторник. Снимка: Иван Иванов", "Cranes stand idle. Photo: A. Smith archive",
    ],
)  # fmt: skip
def test_captions(line: str) -> None:
    assert roles_of(f"Увод.\n{line}\nТяло.")[1] == ("caption", False, None)


@pytest.mark.parametrize(
    "line",
    [
        "Сподели", "Сподели във Facebook", "Facebook Twitter Viber", "Share on Twitter",
        "Всички права запазени.", "© 2022 Всички права запазени", "All rights reserved",
        "Прочетете още: Друга новина", "Читайте также", "Последвайте ни в Google News",
        "Тагове: Русия, Армения", "Коментари (12)",
    ],
)  # fmt: skip
def test_boilerplate(line: str) -> None:
    assert roles_of(f"Увод.\n{line}\nТяло.")[1] == ("boilerplate", False, None)


@pytest.mark.parametrize(
    "line",
    [
        "Снимката показва границата.", "Той показа снимка: пълна лъжа.",
        "Той мълча. Снимка: мост. Под нея пише друго.", "Сподели го министърът вчера пред медиите.",
        "Това съобщи БТА.", "Reuters reported this on Monday.", "В Турция",
        "Facebook обяви печалба.", "Print media are in decline.", "Image problems hurt the party.",
        "Reuters, citing two sources.",
        "Иран", "Коментарите на министъра предизвикаха спор.", "На 5 май", "TASS said.",
    ],
)  # fmt: skip
def test_the_articles_own_text_is_left_alone(line: str) -> None:
    assert roles_of(f"Увод.\n{line}\nТяло.")[1] == ("body", True, None)


def test_the_lead_is_the_first_of_the_articles_own_paragraphs() -> None:
    assert [role for role, *_ in roles_of("Снимка: БТА\nУвод.\nТяло.")] == [
        "caption", "lead", "body"
    ]  # fmt: skip
    assert roles_of("") == []


def test_the_ids_of_the_roles_are_data() -> None:
    roles = Roles(lead="L", body="B", caption="C")
    text = "Увод.\nФото: АП\nТяло."
    assert [one.role for one in find_segments(text, roles)] == ["L", "C", "B"]

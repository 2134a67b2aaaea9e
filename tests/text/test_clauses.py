"""Tests of `annotator.text.clauses`."""

from __future__ import annotations

from hypothesis import given, settings

from annotator.text.clauses import clause_at
from tests.text.strategies import texts


def clause(text: str, offset: int) -> str | None:
    span = clause_at(text, offset)
    return None if span is None else text[slice(*span)]


def test_clauses_lie_between_marks() -> None:
    text = "Русия е готова, каза министърът, да помогне на 1,5 млн. души. Иран - не."
    assert clause(text, 0) == "Русия е готова"
    assert clause(text, 14) == "Русия е готова"
    assert clause(text, 20) == "каза министърът"
    assert clause(text, 40) == "да помогне на 1,5 млн. души"
    assert clause(text, text.index("Иран")) == "Иран"
    assert clause(text, text.index("не.")) == "не"


def test_paragraphs_end_clauses() -> None:
    assert clause("едно\nдве", 2) == "едно"
    assert clause("едно\nдве", 6) == "две"
    assert clause("", 0) is None
    assert clause("едно\n\nдве", 5) is None


@settings(max_examples=200, deadline=None)
@given(texts)
def test_a_clause_is_trimmed_and_in_the_text(text: str) -> None:
    for offset in range(len(text) + 1):
        span = clause_at(text, offset)
        if span is not None:
            assert 0 <= span[0] < span[1] <= len(text)
            found = text[slice(*span)]
            assert found == found.strip()


def test_a_giant_paragraph_is_looked_at_in_a_window(giant: str) -> None:
    span = clause_at(giant, 1_000_000)
    assert span is not None
    assert span[0] <= 1_000_000 <= span[1] + 1

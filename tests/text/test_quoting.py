"""Tests of `annotator.text.quoting`."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.quoting import GAP, quote_of
from tests.text.strategies import texts


@settings(max_examples=100, deadline=None)
@given(texts, st.data())
def test_a_quote_is_the_fragments_in_order(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    assert quote_of(text, spans) == GAP.join(text[begin:end] for begin, end in spans)


def test_examples() -> None:
    assert quote_of("Русия и Иран", [(0, 5)]) == "Русия"
    assert quote_of("Русия и Иран", ((0, 5), (8, 12))) == "Русия … Иран"
    assert quote_of("Русия", ()) == ""

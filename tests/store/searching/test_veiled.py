"""The index parts words where nobody sees anything; no document is hidden by that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.model.query import INSIDE_IT, Filter, Near, Words
from annotator.operations.search.filter import phrases_of, sequence_of
from annotator.operations.search.pieces import apart_in, besides_of, parted_in, pieces_in, veiled_in
from annotator.store.searching import search, sharpening, written
from annotator.store.searching.remembered import Remembered
from annotator.store.searching.search import SearchReader
from annotator.text.finding import MODES, PREFIX, WHOLE, Word, finder_of
from tests.store.searching.test_written import corpus_of

WORDS = [
    *("пре\u00adзи\u00adдент", "пре\u200bзидент", "президент", "\ufeffпрезидент", "зидент", "пре"),
    *("на", "н\u200dа"),
    *("oﬃce", "ofﬁce", "office", "Straße", "strasse", "ＡＢ", "аＢ", "ab", "👍🏽oﬃce"),
    *("a\u2060b", "\u00ad", "مي\u200cخواهم", "fuß", "пре-\u00adзидент",
      "ﬁ\u00adn", "1\u200b0", "„на“", "prﬁ"),
    *("краи\u00ad\u0306", "кра\u00adй", "на\u00adи\u00ad\u0306", "👍🏽пре\u00adзидент",
      "пре\u200bзи🏽", "stra\u00adße", "Stras\u2060se", "дон\u200b’т", "дон’\u00adтя", "ѐ\u00adж",
      "е\u200bж", "é\u00adq"),
]  # fmt: skip
texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), min_size=1, max_size=6)
word = st.builds(
    Word,
    st.sampled_from(
        ["президент", "зидент", "пре", "на", "office", "off", "strasse", "straß", "fus", "ab", "аb",
         "ميخواهم", "fin", "10", "пре\u00adзидент", "n", "„на“", "ﬁ", "f", "край", "най", "дон't",
         "дон'тя", "ёж", "еж", "eq", "пр"]
    ),
    st.sampled_from(MODES),
    st.booleans(),
)  # fmt: skip


def candidates(connection: Any, wanted: Filter, remembered: Remembered) -> list[int]:
    found = SearchReader(connection, remembered).candidates(wanted)
    return [candidate.number for candidate in found]


def ways(connection: Any, wanted: Filter) -> Iterator[list[int]]:
    """Yield what is found by who knows nothing, the words of the index, all that is gathered."""
    remembered = Remembered()
    yield candidates(connection, replace(wanted, parted=None), Remembered())
    yield candidates(connection, wanted, Remembered())
    yield candidates(connection, wanted, remembered)
    SearchReader(connection, remembered).prepare()
    yield candidates(connection, wanted, remembered)


@pytest.fixture(params=[(150, 1_000), (2, 3)], autouse=True, scope="module")
def first(request: pytest.FixtureRequest) -> Iterator[None]:
    at_first, few = request.param
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "_FIRST", at_first)
        patch.setattr(sharpening, "_FEW_LEFT", few)
        patch.setattr(written, "_FEW", few)
        yield


@given(found=texts, words=st.lists(word, min_size=1, max_size=3))
@example(
    found=["a", "b", "c", "президе\u00adнт на", "пре на", "на\u00adй пре"],
    words=[Word("пре", PREFIX), Word("на", PREFIX)],
)
@example(
    found=["a", "b", "c", "президент на office", "office президент на"],
    words=[Word("пре", PREFIX), Word("на", PREFIX), Word("off", PREFIX)],
)
@example(found=["a", "b", "c", "пре\u00adзи\u00adдент"], words=[Word("президент", WHOLE)])
def test_no_document_is_hidden_and_all_come_in_their_order(
    found: list[str], words: list[Word]
) -> None:
    query = Words(words=tuple(words))
    wanted = Filter(
        phrases=tuple(phrases_of(query)),
        sequences=tuple(filter(None, [sequence_of(query)])),
        pieces=tuple(pieces_in(query)),
        veiled=tuple(veiled_in(query)),
        parted=parted_in(query),
        apart=apart_in(query),
    )
    finder = finder_of(query.words)
    with closing(corpus_of(found, others=10)) as connection:
        having = [n for n, text in enumerate(found, start=1) if finder.find(text)]
        for numbers in ways(connection, wanted):
            assert numbers == sorted(set(numbers))
            assert set(having) <= set(numbers), (found, words)


@given(found=texts, two=st.tuples(word, word))
def test_words_near_each_other_are_not_hidden(found: list[str], two: tuple[Word, Word]) -> None:
    what, to = (Words(words=(one,)) for one in two)
    near = Near(what=what, to=to, words=max(1, INSIDE_IT + 3))
    wanted = Filter(
        phrases=(*phrases_of(what), *phrases_of(to)),
        besides=tuple(filter(None, [besides_of(near)])),
        veiled=tuple(veiled_in(near)),
        parted=parted_in(near),
        apart=apart_in(near),
    )
    with closing(corpus_of(found, others=10)) as connection:
        both = [
            number
            for number, text in enumerate(found, start=1)
            if len(text.split()) < 4 and all(finder_of((one,)).find(text) for one in two)
        ]
        for numbers in ways(connection, wanted):
            assert set(both) <= set(numbers), (found, two)


def test_few_texts_are_looked_at_where_all_is_known() -> None:
    texts = ["пре\u00adзи\u00adдент", "бе\u00adлег", "президент", "белег"]
    query = Words(words=(Word("президент", WHOLE),))
    wanted = Filter(phrases=tuple(phrases_of(query)), veiled=tuple(veiled_in(query)))
    with closing(corpus_of(texts, others=200)) as connection:
        remembered = Remembered()
        SearchReader(connection, remembered).prepare()
        assert candidates(connection, wanted, remembered) == [1, 3]


def test_few_texts_are_looked_at_where_only_the_index_is_known() -> None:
    texts = ["пре\u00adзи\u00adдент", "бе\u00adлег", "президент", "пре пре", "зидент"]
    query = Words(words=(Word("президент", WHOLE),))
    wanted = Filter(
        phrases=tuple(phrases_of(query)),
        veiled=tuple(veiled_in(query)),
        parted=parted_in(query),
        apart=apart_in(query),
    )
    with closing(corpus_of(texts, others=200)) as connection:
        assert candidates(connection, wanted, Remembered()) == [1, 3]
        statements: list[str] = []
        connection.set_trace_callback(statements.append)
        assert candidates(connection, wanted, Remembered()) == [1, 3]
        looked_at = [sql for sql in statements if "SELECT id, CAST(text AS BLOB)" in sql]
        assert looked_at
        assert all("json_each('[1]')" in sql for sql in looked_at)

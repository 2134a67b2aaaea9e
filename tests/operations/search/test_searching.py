"""Searching the corpus: what is found, where, in which order, and that nothing typed breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.corpus import MetadataValue
from annotator.model.errors import AnnotatorError, Cancelled, QueryError
from annotator.model.query import Hit, Manner
from annotator.operations.documents.describing import Description, describe
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, scheme_named
from annotator.operations.search import matching
from annotator.operations.search.searching import (
    DATE,
    FORM,
    LEFT,
    RIGHT,
    Lines,
    hits_of,
    read_query,
    search,
    sorted_hits,
)
from annotator.operations.tagging.annotate import tag_spans
from annotator.store.store import Store
from annotator.text.comparing import key
from annotator.text.finding import INSIDE, WHOLE
from tests.operations.field_notes import only_document, span_of
from tests.operations.searched import ANNOTATIONS, TEXTS, WHO, make_searched


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with make_searched(tmp_path_factory.mktemp("searched") / "searched.corpus") as store:
        yield store


def hits(store: Store, typed: str, manner: Manner | None = None, **options: object) -> list[Hit]:
    reader = store.read()
    query = read_query(reader, store.scheme, typed, manner)
    groups = hits_of(reader, store.scheme, query, **options)  # type: ignore[arg-type]
    return [hit for group in groups for hit in group]


def quotes(store: Store, typed: str, manner: Manner | None = None) -> list[str]:
    return [TEXTS[h.document][h.begin : h.end] for h in hits(store, typed, manner)]


def documents(store: Store, typed: str, **options: object) -> list[str]:
    return list(dict.fromkeys(h.document for h in hits(store, typed, None, **options)))


def test_words_in_all_forms_and_other_names_of_the_same_entity(corpus: Store) -> None:
    assert quotes(corpus, '"heron"') == ["heron", "heron", "heron\u0301", "heron", "heron"]
    found = quotes(corpus, "heron")
    assert found == ["heron", "herons", "heron", "heron\u0301", "heron", "bittern", "heron"]
    assert quotes(corpus, "министър") == ["Министърът", "министри", "министър"]
    assert quotes(corpus, "Русия") == ["Русия", "Руският", "Русия"]
    exact = Manner(mode=WHOLE, is_exact=True)
    assert quotes(corpus, "heron", exact) == ["heron", "heron", "heron", "heron"]
    assert quotes(corpus, "Heron", exact) == []


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("don't", ["Don't"]),
        ("C++", ["C++"]),
        ("a AND NEAR", ["a", "NEAR"]),
        ('"NEAR(x)"', ["NEAR(x"]),
        ("👍🏽", ["👍🏽"]),
        ("мой", ["мой", "мои\u0306"]),
        ('"мой"', ["мой", "мои\u0306"]),
        ("й", ["и\u0306"]),
        ("и", ["ѝ", "и", "и", "и"]),
        ("приема", ["при́ема"]),
        ("крайният", ["Краи\u0306ният"]),
        ("кафе", ["кафе\u0301"]),
        ("الوزير", ["الوزير"]),
        ("🕊️", ["🕊️"]),
        ('"Нагорни Карабах"', ["Нагорни Карабах"]),
        ('"нагорни кар*"', ["Нагорни Карабах"]),
        ("*ърът", ["Министърът"]),
        ("преговар*", ["преговаря"]),
        (r"/\bмои?\p{M}?\b/", ["мои\u0306"]),
    ],
)
def test_signs_marks_and_scripts(corpus: Store, typed: str, wanted: list[str]) -> None:
    assert quotes(corpus, typed) == wanted


def test_both_one_of_them_and_not(corpus: Store) -> None:
    assert documents(corpus, "heron dipper") == ["plain"]
    assert documents(corpus, "dipper OR Нагорни") == ["plain", "bulgarian"]
    assert documents(corpus, '"heron" -dipper') == ["odd", "arabic", "long"]
    assert documents(corpus, "-heron") == ["decomposed", "veiled", "bulgarian"]
    assert hits(corpus, "-heron")[0] == Hit("decomposed", 0, 0)
    assert documents(corpus, "(dipper OR bittern) reed") == ["long"]


def test_near_and_within(corpus: Store) -> None:
    assert quotes(corpus, '"heron" NEAR/3 weir') == []
    assert quotes(corpus, '"heron" NEAR/4 weir') == ["heron"]
    assert quotes(corpus, "reed NEAR/1 bittern") == ["reed", "reed"]
    assert quotes(corpus, '"heron" IN [sighting]') == ["heron"]
    assert quotes(corpus, "[bird] IN [sighting]") == ["dipper"]
    assert quotes(corpus, "dipper IN [bird plumage=young]") == ["dipper"]
    assert quotes(corpus, "dipper IN [bird plumage=grown]") == []


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("[bird]", ["b1", "b2", "b3", "b4"]),
        ("[пласт bird]", ["b1", "b2", "b3", "b4"]),
        ("[bird layer]", ["b1", "b2", "b3", "b4"]),
        ("[bird plumage=grown]", ["b1"]),
        ("[bird the plumage=grown]", ["b1"]),
        ("[bird layer the plumage=grown, the species=heron]", ["b1"]),
        ('[bird "белег plumage"="знак young"]', ["b2"]),
        ("[plumage=young]", ["b2"]),
        ("[bird species=Сива чапла]", ["b1", "b3"]),
        ("[bird species=bittern]", ["b1", "b3"]),
        ("[bird plumage!=young]", ["b1", "b3", "b4"]),
        ("[bird plumage=]", ["b3", "b4"]),
        ("[bird plumage!=]", ["b1", "b2"]),
        ("[sighting tally>2]", ["s1"]),
        ("[sighting tally>3]", []),
        ("[sighting by_ear=heard]", ["s1"]),
        ("[sighting by_ear=yes, moves=call]", ["s1"]),
        ("[sighting remark='от ада']", []),
        ('[sighting remark="от ада"]', ["s1"]),
        ("[bird is:unsure]", ["b2"]),
        ("[is:commented]", ["b1"]),
        ("[sighting is:incomplete]", ["s1"]),
        ("[sound is:incomplete]", []),
        ("[bird by:Tomas]", ["b3"]),
        ("[*]", ["b1", "s1", "b2", "b3", "b4"]),
    ],
)
def test_annotations(corpus: Store, typed: str, ids: list[str]) -> None:
    found = hits(corpus, typed)
    assert [h.annotation for h in found] == ids
    places = {a.id: a.spans[0] for a in ANNOTATIONS}
    assert all(places[h.annotation] == (h.begin, h.end) for h in found)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("place:weir", ["plain"]),
        ("place:софия", ["bulgarian"]),
        ("place=weir", []),
        ("seen_on:2022", ["odd", "decomposed", "bulgarian"]),
        ("seen_on>2022-08-30", ["arabic", "bulgarian"]),
        ("seen_on>=2022-08 seen_on<2022-09", ["odd", "decomposed"]),
        ("seen_on!=2022", ["plain", "arabic", "long", "veiled"]),
        ("walked_on<2023", ["bulgarian"]),
        ('"walked on"', []),
        ("height>9", ["plain"]),
        ("height<10", ["decomposed"]),
        ("language:en", ["plain", "odd", "long"]),
        ("език:bg", ["decomposed", "bulgarian"]),
        ("set:pilot", ["plain", "arabic"]),
        ("група:Проба heron", ["plain", "arabic"]),
        ("-set:Pilot heron", ["odd", "long"]),
        ("set!=pilot heron", ["odd", "long"]),
        ("state:finished", ["plain"]),
        ("състояние:нов heron", ["arabic", "long"]),
        ("annotator:tomas", ["odd"]),
        ("annotator:Inés", ["plain", "long"]),
        ("name:plain", ["plain"]),
        ("seen_on>=2022 place:софия министър", ["bulgarian"]),
    ],
)
def test_facts_of_documents(corpus: Store, typed: str, wanted: list[str]) -> None:
    assert documents(corpus, typed) == wanted


def test_states_of_one_annotator(corpus: Store) -> None:
    assert documents(corpus, "state:finished", annotator="tomas") == []
    assert documents(corpus, "state:in_progress", annotator="tomas") == ["odd"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("[robin]", "query_no_layer"),
        ("[bird song=x]", "query_no_feature"),
        ("[song=x]", "query_no_feature"),
        ("[bird plumage=blue]", "query_no_value"),
        ("[plumage=blue]", "query_no_value"),
        ("[bird species=robin]", "query_no_entity"),
        ("[bird by:nobody]", "query_no_annotator"),
        ("colour:x", "query_no_key"),
        ("set:x", "query_no_set"),
        ("state:x", "query_no_state"),
        ("/(a/", "query_expression"),
    ],
)
def test_names_that_are_not_known_are_told(corpus: Store, typed: str, code: str) -> None:
    with pytest.raises(QueryError) as caught:
        hits(corpus, typed)
    assert caught.value.code == code
    assert "?" not in str(caught.value)


def test_pages_are_parts_of_one_list(corpus: Store) -> None:
    whole = search(corpus, "heron OR reed", limit=1000)
    assert whole.total == len(whole.lines) == 607
    assert whole.documents == 4
    parts = []
    for page in range(1, 8):
        found = search(corpus, "heron OR reed", page=page, limit=100)
        assert (found.total, found.documents) == (607, 4)
        parts += [line.hit for line in found.lines]
    assert parts == [line.hit for line in whole.lines]
    assert search(corpus, "heron", page=9).lines == ()


def test_lines_are_the_text_round_the_hit(corpus: Store) -> None:
    (line,) = search(corpus, "dipper", context=10).lines
    assert (line.left, line.text, line.right) == ("herons, a ", "dipper", " and the h")
    assert line.name == " ".join(TEXTS["plain"][:60].split())
    assert {a.id for a in line.annotations} == {"b2", "s1"}
    for line in search(corpus, "heron OR /[^ ]+/", limit=500, context=7).lines:
        text = TEXTS[line.hit.document]
        begin, end = line.hit.begin, line.hit.end
        assert text[begin - len(line.left) : begin] == line.left
        assert text[end : end + len(line.right)] == line.right


def test_sorting_by_neighbours_form_and_date(corpus: Store) -> None:
    reader = corpus.read()
    found = hits(corpus, '"heron" OR "herons"')
    lines = Lines(reader)

    def words(order: str) -> list[tuple[str, str, str]]:
        made = [lines.line(hit) for hit in sorted_hits(reader, found, order)]
        return [(x.left[-5:], x.text, x.right[:5]) for x in made]

    lefts = [key(left).strip(" ;🕊️") for left, _, _ in words(LEFT)]
    assert [left.split()[-1] if left else "" for left in lefts] == sorted(
        left.split()[-1] if left else "" for left in lefts
    )
    rights = [key(right).strip(" ,.") for _, _, right in words(RIGHT)]
    assert rights == sorted(rights)
    assert [key(text) for _, text, _ in words(FORM)] == ["heron"] * 5 + ["herons"]
    dated = [hit.document for hit in sorted_hits(reader, found, DATE)]
    assert dated == ["plain", "plain", "plain", "odd", "arabic", "long"]


def test_by_date_the_earliest_comes_first_and_what_has_none_last(tmp_path: Path) -> None:
    """By the date of publishing, of which a year or a month may be all that is known."""
    with make_searched(tmp_path / "dated.corpus") as store:
        for name, day in (("long", "2021"), ("arabic", "2021-11-02"), ("odd", "2020-12")):
            said = Description(metadata={"published": MetadataValue(value=day)})
            describe(store, name, said, annotator=WHO)
        found = hits(store, '"heron"')
        ordered = sorted_hits(store.read(), found, DATE)
        assert list(dict.fromkeys(h.document for h in ordered)) == [
            "odd",
            "long",
            "arabic",
            "plain",
        ]
        assert [h for h in ordered if h.document == "plain"] == [
            h for h in found if h.document == "plain"
        ]
        whole = search(store, '"heron"', order=DATE)
        assert [line.hit for line in whole.lines] == ordered


def test_what_stands_in_a_gap_of_an_annotation_is_not_tagged_by_it(notes: Store) -> None:
    words = [span_of("heron"), span_of("weir and")]
    made = tag_spans(notes, only_document(notes), "sighting", words, annotator=WHO)

    def around(typed: str) -> list[str]:
        (line,) = search(notes, typed).lines
        return [a.id for a in line.annotations]

    assert around('"heron"') == [made.id]
    assert around('"stood"') == []


def test_a_search_can_be_stopped_and_tells_how_far_it_is(corpus: Store) -> None:
    told: list[tuple[str, int, int | None]] = []
    search(corpus, "heron", progress=lambda *given: told.append(given))
    assert told[0][0] == "progress.searching"

    def stop(what: str, done: int, total: int | None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        search(corpus, "heron", progress=stop)


def test_a_pattern_that_takes_too_long_is_told(corpus: Store, monkeypatch) -> None:

    monkeypatch.setattr(matching, "_BUDGET_SECONDS", 0.0)
    with pytest.raises(AnnotatorError) as caught:
        hits(corpus, "/(a+)+$/")
    assert caught.value.code == "query_slow"


def test_an_expression_that_nobody_waits_for_any_more_is_left(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("a" * 5_000 + "b", encoding="utf-8")
    told: list[int] = []

    def stop(what: str, done: int, total: int | None) -> None:
        told.append(done)
        if len(told) == 5:
            raise Cancelled

    with new_corpus(tmp_path / "long.corpus", scheme=scheme_named(None)) as store:
        import_files(store, [path])
        with store.reader() as reader:
            query = read_query(reader, store.scheme, "/(a|aa)+$/")
            with pytest.raises(Cancelled):
                list(hits_of(reader, store.scheme, query, progress=stop))
    assert not list(tmp_path.glob("*-wal"))


PIECES = ["heron", "мой", "*", '"', "(", ")", "[", "]", "bird", "plumage", "=", "grown", "-", "OR",
          "NEAR/2", "IN", "set:", "pilot", "seen_on", ">", "2022", "/", "\\", "is:", "unsure", "\0",
          "\ud800", "'", ";", "%", "_", "state:new", "👍🏽", "height>", "text:", "^",
          ]  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from(["", " "]))
def test_anything_typed_is_searched_for_or_refused(corpus, pieces: list[str], gap: str) -> None:
    typed = gap.join(pieces)
    try:
        found = hits(corpus, typed)
    except QueryError as error:
        refused = error.data
    else:
        refused = {"position": 0}
        assert all(0 <= h.begin <= h.end <= len(TEXTS[h.document]) for h in found)
    assert 0 <= refused["position"] <= len(typed)


@given(
    st.sampled_from(sorted(TEXTS)), st.integers(0, 400), st.integers(1, 9), st.sampled_from("wi")
)
def test_every_piece_of_a_text_is_found_where_it_stands(
    corpus, name: str, begin: int, length: int, mode: str
) -> None:
    text = TEXTS[name]
    piece = text[begin % len(text) : begin % len(text) + length].strip()
    if not key(piece).strip() or '"' in piece or "*" in piece or key(piece[:1]) == "":
        return
    manner = Manner(mode=INSIDE)
    typed = piece if piece.isalnum() and mode == "i" else f'"{piece}"'
    try:
        found = hits(corpus, typed, manner)
    except QueryError:
        return
    for hit in found:
        letters = [c for c in key(TEXTS[hit.document][hit.begin : hit.end]) if c.isalnum()]
        assert letters == [c for c in key(piece) if c.isalnum()]

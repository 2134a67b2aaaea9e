"""Signs that are newer than the search index hide no word beside which they stand."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from annotator.model.bundle import Bundle
from annotator.model.corpus import Document
from annotator.model.identity import text_hash
from annotator.model.query import Loose, Manner, Term
from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import new_corpus
from annotator.operations.search.searching import hits_in, hits_of, prepare, read_query
from annotator.store.reading.queries import Reader
from annotator.store.searching.odd_words import widened
from annotator.store.store import Store
from annotator.text.finding import FORMS, INSIDE, PREFIX, WHOLE
from annotator.text.parts import Terms
from tests.operations.field_notes import SCHEME

SIGNS = [
    "👍🏽",
    "🤣",
    "🖤",
    "₽",
    "\u2066",
    "\u2069",
    "😀",
    "—",
    ",",
    "\u0301",
    "_",
    "🧑‍⚖️",
    "\ue000",
]
WORDS = ["Русия", "министър", "страна", "на", "heron", "weir", "край", "краи\u0306", "най-добър",
         "don’t", "ѝ", "100", "السلام", "قَالَ", "中国", "ß", "É", "CO₂", "ёлка"]  # fmt: skip
GAPS = [" ", " ", " ", "", "\n", "\xa0", ", "]
SHOWN = [
    "👍🏽Русия",
    "виж🤣министърът",
    "на 👍🏽 страна",
    "🤣краят",
    "heron🖤 weir",
    "на🤣 🤣страна",
]
TYPED = (
    "русия", "министър", "на", "heron", "край", "100", "министърът", "страна*", "*страна", "*ерон*",
    "мин*", "най-добър", "don't", '"на страна"', '"heron weir"', '"на стр*"',
    '"на най-добър страна"',
    '"русия 100"', '"министър don\'t"', "heron NEAR/1 weir", "на NEAR/2 страна", "русия NEAR/3 на",
    "страна NEAR/2 най-добър", "don't NEAR/2 heron", "русия -на", "русия OR weir", "🤣", "👍🏽",
    "₽", "السلام", "قال", "中国", "ss", "e", "co", r"/\w🤣\w/", r"/\bна\b/", r"/weir\W/",
    r"/\d{3}₽/", "елка",
    "(русия OR heron) NEAR/2 (weir OR 100)", '"на на"', '"ѝ край"', '"край heron"', '"é ß"',
)  # fmt: skip


def _texts() -> list[str]:
    found = list(SHOWN)
    random = Random(7)
    for _ in range(260):
        pieces = [
            random.choice(WORDS if random.random() < 0.7 else SIGNS) + random.choice(GAPS)
            for _ in range(random.randint(2, 9))
        ]
        found.append("".join(pieces))
    return list(dict.fromkeys(found))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("odd") / "odd.corpus"
    with new_corpus(path, scheme=SCHEME, annotator=Annotator(id="ines")) as store:
        with store.edit("documents.import", annotator="ines", bulk=True) as edit:
            for number, text in enumerate(_texts()):
                name = f"d{number:03}"
                document = Document(id=name, name=name, text=text, sha256=text_hash(text))
                edit.put_bundle(Bundle(document=document))
        prepare(store)
        yield store


@pytest.mark.parametrize("mode", [FORMS, WHOLE, PREFIX, INSIDE])
@pytest.mark.parametrize("typed", TYPED)
def test_a_search_finds_what_looking_at_each_text_finds(
    corpus: Store, typed: str, mode: str
) -> None:
    with corpus.reader() as reader:
        query = read_query(reader, corpus.scheme, typed, Manner(mode=mode))
        ids = [row.id for row in reader.documents()]
        each = [hit for name in ids for hit in hits_in(reader, corpus.scheme, name, query)]
        for asked in (reader, Reader(reader.connection)):
            groups = hits_of(asked, corpus.scheme, query)
            assert [hit for group in groups for hit in group] == each
        assert each or typed not in ("русия", '"на страна"', "heron NEAR/1 weir", "🤣")


def test_only_words_with_newer_signs_are_asked_for_as_well() -> None:
    terms = Terms(["русия", "🏽русия", "🏽", "на", "ръка🤣на", "банан", "₽"])
    assert terms.signs == ("₽", "🏽")
    phrase = Term("на русия", is_begin=True)
    assert set(widened((phrase,), terms) or ()) == {
        phrase,
        Term("🏽русия"),
        Term("ръка🤣на"),
        Loose((Term("на"), Term("русия", is_begin=True)), signs=("₽", "🏽")),
    }
    plain = Terms(["русия", "на"])
    assert widened((phrase,), plain) == (phrase,)

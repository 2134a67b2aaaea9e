"""Searching texts in Greek, whose accents the index keeps and a search does not count."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator.model.bundle import Bundle
from annotator.model.corpus import Document
from annotator.model.identity import text_hash
from annotator.model.query import Hit, Manner
from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import new_corpus
from annotator.operations.search.searching import hits_in, hits_of, prepare, read_query
from annotator.store.searching import search
from annotator.store.store import Store
from annotator.text.finding import WHOLE
from tests.operations.field_notes import SCHEME

TEXTS = {
    "modern": "Η ασφάλεια της Ελλάδας και οι λόγοι της. Ασφάλειας χάριν, ΑΣΦΑΛΕΙΑ.",
    "old": "Ἐν ἀρχῇ ἦν ὁ λόγος: ἡ ᾠδὴ καὶ ἡ ἀσφα\u0301λεια ἐν τῷ κόσμῳ.",
    "mixed": "Security (ασφάλεια), Σίγμα και Μαΐου₽.",
    "none": "A text about nothing of it, αλλά και ασφαλής.",
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("greek") / "greek.corpus"
    with new_corpus(
        path, scheme=SCHEME, annotator=Annotator(id="ines", names={"en": "Inés"})
    ) as store:
        with store.edit("documents.import", annotator="ines", bulk=True) as edit:
            for name, text in TEXTS.items():
                document = Document(id=name, name=name, text=text, sha256=text_hash(text))
                edit.put_bundle(Bundle(document=document))
        yield store


def hits(store: Store, typed: str, manner: Manner | None = None) -> list[Hit]:
    with store.reader() as reader:
        query = read_query(reader, store.scheme, typed, manner)
        return [hit for group in hits_of(reader, store.scheme, query) for hit in group]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("ασφαλεια", ["ασφάλεια", "Ασφάλειας", "ΑΣΦΑΛΕΙΑ", "ἀσφα\u0301λεια", "ασφάλεια"]),
        ('"ΑΣΦΆΛΕΙΑ"', ["ασφάλεια", "ΑΣΦΑΛΕΙΑ", "ἀσφα\u0301λεια", "ασφάλεια"]),
        ("ελλαδ*", ["Ελλάδας"]),
        ("*αδας", ["Ελλάδας"]),
        ("*φαλει*", ["φάλει", "φάλει", "ΦΑΛΕΙ", "φα\u0301λει", "φάλει"]),
        ('"η ασφαλεια"', ["Η ασφάλεια", "ἡ ἀσφα\u0301λεια"]),
        ('"λογος"', ["λόγος"]),
        ('"ωδη"', ["ᾠδὴ"]),
        ('"κοσμω"', ["κόσμῳ"]),
        ("μαιου", ["Μαΐου"]),
        ("security NEAR/2 ασφαλεια", ["Security"]),
        ("ασφαλεια -security", ["ασφάλεια", "Ασφάλειας", "ΑΣΦΑΛΕΙΑ", "ἀσφα\u0301λεια"]),
        ("λογος OR ωδη", ["λόγος", "ᾠδὴ"]),
        ("οχι", []),
    ],
)
def test_greek_is_found_without_its_accents(
    corpus: Store, typed: str, wanted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for first in (150, 1):
        monkeypatch.setattr(search, "_FIRST", first)
        found = hits(corpus, typed)
        assert [TEXTS[h.document][h.begin : h.end] for h in found] == wanted
        with corpus.reader() as reader:
            query = read_query(reader, corpus.scheme, typed)
            alone = [h for n in TEXTS for h in hits_in(reader, corpus.scheme, n, query)]
        assert found == alone
    prepare(corpus)
    assert hits(corpus, typed) == found
    exact = hits(corpus, "ασφαλεια", Manner(mode=WHOLE, is_exact=True))
    assert exact == []

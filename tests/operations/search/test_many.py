"""Annotations are found in a corpus of many, where the documents are not asked one by one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator.model.annotation import SUGGESTED, UNSURE, Annotation
from annotator.model.bundle import Bundle
from annotator.model.corpus import Document
from annotator.model.errors import Cancelled
from annotator.model.identity import text_hash
from annotator.model.review import Annotator, Comment
from annotator.model.span import Span
from annotator.operations.keeping.corpus import new_corpus
from annotator.operations.search.searching import hits_of, read_query
from annotator.store.store import Store
from tests.operations.field_notes import SCHEME

DOCUMENTS, EACH = 210, 27
LAST = "d0209"


def _annotations(name: str, number: int) -> Iterator[Annotation]:
    for place in range(EACH):
        is_odd = name == LAST and place == EACH - 1
        yield Annotation(
            id=f"{name}-{place}",
            document=name,
            layer="bird",
            annotator="tomas" if is_odd else "ines",
            spans=(Span(place * 6, place * 6 + 5),),
            quote="heron",
            features={"plumage": "young" if is_odd else "grown"},
            confidence=UNSURE if number == 170 and place == 3 else "sure",
            state=SUGGESTED if number == 180 and place == 4 else "stands",
        )
    if number in (20, 200):
        span = Span(0, 11)
        features = {"remark": f"Seen at {number}", "tally": number}
        yield Annotation(
            id=f"{name}-s", document=name, layer="sighting", annotator="ines", spans=(span,),
            quote="heron heron", features=features,
        )  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("many") / "many.corpus"
    with new_corpus(path, scheme=SCHEME, annotator=Annotator(id="ines")) as store:
        with store.edit("documents.import", annotator="ines", bulk=True) as edit:
            edit.put(Annotator(id="tomas"))
            for number in range(DOCUMENTS):
                name = f"d{number:04}"
                # Each text is another one.
                text = "heron " * EACH + str(number)
                document = Document(id=name, name=name, text=text, sha256=text_hash(text))
                annotations = tuple(_annotations(name, number))
                edit.put_bundle(Bundle(document=document, annotations=annotations))
            edit.put(Comment(id="c1", document="d0190", annotator="ines", anchor="annotation",
                             target="d0190-7", texts={"en": "sure?"}))  # fmt: skip
        yield store


def found(store: Store, typed: str) -> list[str | None]:
    with store.reader() as reader:
        query = read_query(reader, store.scheme, typed)
        groups = hits_of(reader, store.scheme, query)
        return [hit.annotation for group in groups for hit in group]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("[bird plumage=young]", [f"{LAST}-26"]),
        ("[bird is:unsure]", ["d0170-3"]),
        ("[bird is:suggested]", ["d0180-4"]),
        ("[bird is:commented]", ["d0190-7"]),
        ("[bird by:tomas]", [f"{LAST}-26"]),
        ("[sighting]", ["d0020-s", "d0200-s"]),
        ("[sighting tally>100]", ["d0200-s"]),
        ('[sighting remark="seen AT 200"]', ["d0200-s"]),
        ("[sighting tally=7]", []),
        ("[bird plumage=young] [sighting]", []),
        ("[sighting] NOT [bird plumage=young]", ["d0020-s", "d0200-s"]),
    ],
)
def test_rare_annotations_are_found_in_the_order_of_the_documents(
    corpus: Store, typed: str, ids: list[str]
) -> None:
    assert found(corpus, typed) == ids


def test_what_is_everywhere_is_found_everywhere(corpus: Store) -> None:
    assert len(found(corpus, "[bird]")) == DOCUMENTS * EACH
    assert len(found(corpus, "[bird plumage=grown]")) == DOCUMENTS * EACH - 1
    assert len(found(corpus, "heron IN [sighting]")) == 4


def test_looking_through_all_annotations_can_be_stopped(corpus: Store) -> None:
    told: list[int] = []

    def stop(_what: str, done: int, _total: int | None) -> None:
        told.append(done)
        if len(told) > 1:
            raise Cancelled

    with corpus.reader() as reader:
        query = read_query(reader, corpus.scheme, "[bird is:unsure is:commented]")
        groups = hits_of(reader, corpus.scheme, query, progress=stop)
        with pytest.raises(Cancelled):
            list(groups)

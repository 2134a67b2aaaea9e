"""A small corpus of odd texts for the tests of searching."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from annotator.model.annotation import UNSURE, Annotation
from annotator.model.bundle import Bundle
from annotator.model.corpus import Document, DocumentSet, MetadataValue, Segment
from annotator.model.entity import Alias, Entity
from annotator.model.identity import text_hash
from annotator.model.review import Annotator, Assignment, Comment
from annotator.model.span import Span
from annotator.operations.keeping.corpus import new_corpus
from annotator.store.store import Store
from tests.operations.field_notes import SCHEME

WHO, OTHER = "ines", "tomas"
TEXTS = {
    "plain": "A heron stood by the weir. Two herons, a dipper and the heron again.",
    "odd": 'Don\'t write C++ a AND NEAR(x) "so" * 👍🏽 мой и\u0306 ѝ при́ема; heron\u0301.',
    "decomposed": "Краи\u0306ният бряг и краят: мои\u0306 кафе\u0301, моят. Министърът и министри.",
    "arabic": "قال الوزير 🕊️ heron في البيان.",
    "long": "reed " * 300 + "bittern heron " + "reed " * 300,
    "veiled": "Пре\u00adзи\u00adдент, прези\u200bдент; oﬃce. Straße ＡＢ１ „Цитатът“ е "
    "бе\u00adло поле.",
    "bulgarian": "Русия преговаря. Руският министър говори за Русия и за Нагорни Карабах.",
}
METADATA: dict[str, dict[str, object]] = {
    "plain": {"language": "en", "place": "the lower weir", "seen_on": "2021-05-03", "height": 12},
    "odd": {"language": "en", "place": "nowhere", "seen_on": "2022-08-30"},
    "decomposed": {"language": "bg", "seen_on": "2022-08", "height": 7},
    "arabic": {"language": "ar", "seen_on": "2023"},
    "long": {"language": "en-GB"},
    "veiled": {"place": "«Елена»"},
    "bulgarian": {"language": "bg", "walked_on": "2022", "seen_on": "2022-09-01", "place": "София"},
}


def _document(name: str, text: str, metadata: Mapping[str, object]) -> Document:
    values = {key: MetadataValue(value=value) for key, value in metadata.items()}
    return Document(id=name, name=f"{name}.txt", text=text, sha256=text_hash(text), metadata=values)


def annotation(
    key: str, document: str, layer: str, quote: str, *, nth: int = 0, **more: object
) -> Annotation:
    """Return an annotation of the nth place where a quote stands."""
    text, begin = TEXTS[document], -1
    for _ in range(nth + 1):
        begin = text.index(quote, begin + 1)
    span = Span(begin, begin + len(quote))
    given = {"annotator": WHO, **more}
    return Annotation(id=key, document=document, layer=layer, spans=(span,), quote=quote, **given)  # type: ignore[arg-type]


ANNOTATIONS = (
    annotation("b1", "plain", "bird", "heron", features={"species": ["heron"], "plumage": "grown"}),
    annotation("b2", "plain", "bird", "dipper", features={"plumage": "young"}, confidence=UNSURE),
    annotation("s1", "plain", "sighting", "Two herons, a dipper and the heron",
               features={"moves": "call", "tally": 3, "by_ear": True, "remark": "От Ада"}),
    annotation("b3", "odd", "bird", "heron\u0301", features={"species": ["heron"]},
               annotator=OTHER),
    annotation("b4", "long", "bird", "bittern", features={}),
)  # fmt: skip
ENTITIES = (
    Entity(
        id="heron",
        names={"en": "Grey heron", "bg": "Сива чапла"},
        kinds=("taxon:bird",),
        aliases=(Alias(text="heron"), Alias(text="bittern"), Alias(text="ръждива", kind="other")),
    ),
)


def make_searched(path: Path) -> Store:
    """Make the corpus and leave it open."""
    store = new_corpus(path, scheme=SCHEME, annotator=Annotator(id=WHO, names={"en": "Inés"}))
    with store.edit("documents.import", annotator=WHO, bulk=True) as edit:
        edit.put(Annotator(id=OTHER, names={"en": "Tomas"}))
        for entity in ENTITIES:
            edit.put(entity)
        for name, text in TEXTS.items():
            edit.put_bundle(
                Bundle(
                    document=_document(name, text, METADATA[name]),
                    segments=(Segment(id="all", begin=0, end=len(text), role="body"),),
                    annotations=tuple(a for a in ANNOTATIONS if a.document == name),
                )
            )
        edit.put(DocumentSet(id="pilot", names={"en": "Pilot", "bg": "Проба"},
                             documents=("plain", "arabic")))  # fmt: skip
        edit.put(Assignment(document="plain", annotator=WHO, state="finished"))
        edit.put(Assignment(document="odd", annotator=OTHER, state="in_progress"))
        edit.put(Comment(id="c1", document="plain", annotator=WHO, anchor="annotation",
                         target="b1", texts={"en": "sure?"}))  # fmt: skip
    return store

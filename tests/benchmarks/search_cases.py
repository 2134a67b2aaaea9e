"""The kinds of queries of the guide that the benchmark of searching measures, and their corpus."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from annotator.model.annotation import Annotation

WORD = "министър"
FREQUENT = "президент"
NOWHERE = "няматакавадума"
LAST = 12
"""Documents at the end of the corpus that get what the generated one has not."""
RARE = "ръждивочапленотеле"


class Case(NamedTuple):
    """What is typed ("{rare}" is a word of the corpus), and the floor that does as much."""

    typed: str
    floor: str | None = None


CASES = {
    # Words
    "rare_word": Case("{rare}", "rare_word"),
    "common_word": Case(WORD, "common_word"),
    "forms": Case(f"{WORD} OR {FREQUENT}"),
    "prefix": Case("нокр*", "prefix"),
    "phrase": Case(f'"{WORD} на"', "phrase"),
    "phrase_of_prefixes": Case(f'"{WORD[:4]}* {FREQUENT[:4]}*"'),
    "phrase_nowhere": Case(f'"{WORD} {FREQUENT} {WORD} {FREQUENT}"'),
    "both": Case(f"{WORD} {FREQUENT}"),
    "not": Case(f"{WORD} -{FREQUENT}"),
    "nothing": Case(NOWHERE),
    "sign": Case("📰"),
    "sign_nowhere": Case("C++"),
    # Parts of words
    "inside_words": Case(f"*{WORD[:5]}*"),
    "inside_rare": Case("*чаплен*"),
    "inside_nowhere": Case("*йщъзю*"),
    "inside_letter": Case("*щ*"),
    "end": Case("*ство"),
    "end_rare": Case("*чапленотеле"),
    "end_nowhere": Case("*йщъзю"),
    # Regular expressions
    "expression": Case(r"/\bм\w+р\b/"),
    "expression_rare": Case(r"/ръждиво\w+/"),
    "expression_of_two": Case(rf"/\b({FREQUENT}|ръждиво)\w*телета\b/"),
    "expression_nowhere": Case(r"/няматакава\w+/"),
    "expression_of_a_class": Case(r"/йщ[аъ]зю/"),
    "expression_of_letters": Case(r"/\b\w{30,}\b/"),
    # Annotations
    "annotations": Case("[PLACE kind=country]"),
    "layer": Case("[PLACE]"),
    "layer_nowhere": Case("[ISSUE]"),
    "value_rare": Case("[ACTOR role=ръждив]"),
    "value_nowhere": Case("[ACTOR role=нищо]"),
    "number_nowhere": Case("[STANCE strength>77]"),
    "tag_rare": Case("[STANCE polarity=support]"),
    "tag_nowhere": Case("[PLACE place_type=facility]"),
    "empty": Case("[PLACE kind=]"),
    "entity": Case("[ACTOR entities=Чапла]"),
    "annotator_rare": Case("[* by:ines]"),
    "annotator_nowhere": Case("[* by:tomas]"),
    "commented": Case("[* is:commented]"),
    "unsure": Case("[* is:unsure]"),
    "suggested": Case("[* is:suggested]"),
    "suggested_nowhere": Case("[PLACE is:suggested]"),
    "incomplete": Case("[PLACE is:incomplete]"),
    "incomplete_nowhere": Case("[ISSUE is:incomplete]"),
    # Facts of documents
    "outlet": Case("outlet:вестник-3"),
    "date": Case("date>2015"),
    "metadata": Case(f"date>2015 {WORD}"),
    "metadata_nowhere": Case("outlet:никой"),
    "state": Case("state:finished"),
    "set": Case("set:pilot"),
    "worked_on": Case("annotator:ines"),
    # Together
    "within": Case(f"{WORD} IN [STANCE]"),
    "within_rare": Case(f"{WORD} IN [ACTOR role=ръждив]"),
    "near": Case(f"{WORD} NEAR/5 {FREQUENT}"),
    "part_within": Case("*ство IN [PLACE kind=country]"),
    "word_and_annotation": Case(f"{WORD} [PLACE kind=city]"),
    "expression_and_word": Case(rf"/\bм\w+р\b/ {FREQUENT}"),
}


def prepared(corpus: Path, folder: Path) -> Path:
    """Return a copy of a generated corpus, to whose last documents is added what is rare."""
    from annotator.model.bundle import Bundle
    from annotator.model.corpus import Document, DocumentSet
    from annotator.model.entity import Entity
    from annotator.model.identity import text_hash
    from annotator.model.review import Annotator, Assignment, Comment
    from annotator.operations.keeping.corpus import open_corpus

    path = folder / "searched.corpus"
    shutil.copyfile(corpus, path)
    text = f"Една {RARE} 📰 и още нещо."
    with open_corpus(path) as store:
        reader = store.read()
        last = [row.id for row in reader.documents()][-LAST:]
        with store.edit("documents.import", annotator="ines", bulk=True) as edit:
            for who in ("ines", "tomas"):
                edit.put(Annotator(id=who))
            edit.put(Entity(id="heron", names={"bg": "Чапла"}))
            document = Document(id="last", name="last", text=text, sha256=text_hash(text))
            edit.put_bundle(Bundle(document=document))
            for name in last:
                edit.put(Assignment(document=name, annotator="ines", state="finished"))
                for annotation in _rare(name, reader.annotations(name)[0]):
                    edit.put(annotation)
                edit.put(
                    Comment(id=f"c-{name}", document=name, annotator="ines", anchor="annotation",
                            target=f"{name}-0", texts={"bg": "така ли?"})
                )  # fmt: skip
            edit.put(DocumentSet(id="pilot", names={"bg": "Проба"}, documents=tuple(last)))
    return path


def _rare(name: str, found: Annotation) -> Iterator[Annotation]:
    """Yield annotations like no other, at the place of one that is there."""
    kinds: tuple[tuple[str, dict[str, object], dict[str, str]], ...] = (
        ("ACTOR", {"entities": ["heron"], "role": "ръждив"}, {}),
        ("ACTOR", {}, {"confidence": "unsure"}),
        ("STANCE", {"polarity": "support"}, {"state": "suggested"}),
    )
    for number, (layer, features, more) in enumerate(kinds):
        made = {"id": f"{name}-{number}", "annotator": "ines", "source_id": None, **more}
        yield found._replace(layer=layer, features=features, **made)  # type: ignore[arg-type]

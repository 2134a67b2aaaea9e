"""What cannot be made by keys is told in a sentence each, and the run ends with the right code."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.model.annotation import Annotation
from annotator.model.review import ON_ANNOTATION, Annotator, Comment
from annotator.model.scheme import (
    CHARACTERS,
    DOCUMENT,
    POINT,
    SEGMENT,
    TOKENS,
    End,
    Feature,
    Layer,
    RelationType,
    Scheme,
    Tag,
)
from annotator.model.span import Span
from annotator.operations.comments.comments import add_comment
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus
from annotator.operations.tagging import annotate, relate
from annotator.store.store import Store
from tests.journeys import typist
from tests.journeys.by_keys import main
from tests.journeys.foreign import as_goal
from tests.journeys.giving_up import GivenUpError, ensure, first, need, reason

WHO = "reader"
TEXT = "Maria told Peter.\n… — !!! …\nNobody else was there."
PYTHON_SAYS = ("StopIteration", "ValueError", "KeyError", "IndexError", "AssertionError")
LAYERS = (
    Layer(id="label", names={"en": "Label"}, key="1", anchoring=SEGMENT, overlap="any"),
    Layer(id="spot", names={"en": "Spot"}, key="2", anchoring=POINT, overlap="any"),
    Layer(id="part", names={"en": "Part"}, key="3", anchoring=CHARACTERS, overlap="none"),
    Layer(id="word", names={"en": "Word"}, key="4", anchoring=TOKENS, overlap="none"),
    Layer(id="all", names={"en": "All"}, key="5", anchoring=DOCUMENT, overlap="any"),
)


def scheme() -> Scheme:
    value = Feature(id="kind", type="tag", tags=(Tag(id="a"), Tag(id="b")))
    label = replace(LAYERS[0], features=(value,))
    only = replace(label, id="only", names={"en": "Only"}, key="6", overlap="none")
    free = replace(LAYERS[2], id="free", names={"en": "Free"}, key="7", overlap="any")
    layers = (label, *LAYERS[1:], only, free)
    ends = (End(layer="part"), End(layer="word"))
    beside = RelationType(id="beside", from_ends=ends, to_ends=ends, symmetric=True)
    after = RelationType(id="after", from_ends=ends, to_ends=ends)
    return Scheme(id="small", layers=layers, relation_types=(beside, after))


@pytest.fixture
def small(tmp_path: Path) -> Store:
    """A corpus with a scheme of five layers and one document."""
    (tmp_path / "small.txt").write_text(TEXT, encoding="utf-8")
    store = new_corpus(tmp_path / "small.corpus", scheme=scheme(), annotator=Annotator(id=WHO))
    assert import_files(store, [tmp_path / "small.txt"]).refused == ()
    return store


def document_of(store: Store) -> str:
    return next(iter(store.read().documents())).id


def tag(store: Store, layer: str, words: str) -> Annotation:
    span = (TEXT.index(words), TEXT.index(words) + len(words))
    return annotate.tag_spans(store, document_of(store), layer, [span], annotator=WHO)


def again(store: Store, *made: Any) -> None:
    """Put nouns again under other ids, as a file may have them that we refuse by hand."""
    with store.edit("annotate.tag", annotator=WHO) as edit:
        for number, one in enumerate(made):
            is_tuple = hasattr(one, "_replace")
            told = {"id": f"zz{number}"}
            edit.put(one._replace(**told) if is_tuple else replace(one, **told))


def run(path: Path, capsys: Any, *more: str) -> tuple[int, dict[str, Any]]:
    code = main(["--data", str(path), "--json", *more])
    told = capsys.readouterr().out
    found = json.loads(told)
    for line in found["differences"]:
        assert not any(word in line for word in PYTHON_SAYS), line
    return code, found


def given_up(found: dict[str, Any]) -> list[str]:
    return [x for x in found["differences"] if x.startswith("given up: ")]


@pytest.mark.parametrize("layer", ["label", "only"])
def test_a_second_label_of_a_layer_on_one_segment_ends(
    layer: str, small: Store, tmp_path, capsys, qapp
) -> None:
    made = annotate.tag_here(
        small, document_of(small), layer, 0, 0, annotator=WHO, features={"kind": "a"}
    )
    again(small, made._replace(features={"kind": "b"}))
    small.close()
    code, found = run(tmp_path / "small.corpus", capsys)
    if layer == "label":
        assert (code, found["differences"]) == (0, [])
        return
    # The program keeps one where labels may not overlap: its key opens the one that is there.
    assert code == 1
    (told,) = given_up(found)
    assert "zz0" in told
    assert "nothing new was tagged" in told


def test_what_has_no_width_is_made(small: Store, tmp_path, capsys, qapp) -> None:
    for at in (0, 5, len(TEXT)):
        annotate.tag_here(small, document_of(small), "spot", at, at, annotator=WHO)
    small.close()
    code, found = run(tmp_path / "small.corpus", capsys)
    assert (code, found["differences"]) == (0, [])


BOTH_WAYS = "… נווה L'été Maria «Нет!» no\n🔥🔥 1️⃣\nno\nMaria «Нет!» נווה נווה"


def test_every_place_is_reached_where_words_are_read_both_ways(tmp_path, capsys, qapp) -> None:
    (tmp_path / "both.txt").write_text(BOTH_WAYS, encoding="utf-8")
    store = new_corpus(tmp_path / "both.corpus", scheme=scheme(), annotator=Annotator(id=WHO))
    assert import_files(store, [tmp_path / "both.txt"]).refused == ()
    document, begin = document_of(store), BOTH_WAYS.rindex("\n")
    for at in (8, 2, 27, 5, 12, *range(begin, len(BOTH_WAYS), 3)):
        annotate.tag_here(store, document, "spot", at, at, annotator=WHO)
    store.close()
    code, found = run(tmp_path / "both.corpus", capsys)
    assert (code, found["differences"]) == (0, [])


def test_of_two_that_are_alike_the_one_with_the_comment_is_meant(
    small: Store, tmp_path, capsys, qapp
) -> None:
    document = document_of(small)
    twins = [tag(small, "free", "Peter") for _ in range(2)]
    for number, one in enumerate(sorted(twins, key=lambda a: a.id)):
        for words in ("So?", "Or so?")[: number + 1]:
            add_comment(
                small,
                document=document,
                anchor=ON_ANNOTATION,
                target=one.id,
                text=words,
                language="en",
                annotator=WHO,
            )
    small.close()
    code, found = run(tmp_path / "small.corpus", capsys)
    assert (code, found["differences"]) == (0, [])


def test_parts_of_a_word_that_may_not_overlap(small: Store, tmp_path, capsys, qapp) -> None:
    for words in ("Ma", "ri", "a told Pe", "…", "— !", "!! …"):
        tag(small, "part", words)
    small.close()
    code, found = run(tmp_path / "small.corpus", capsys)
    assert (code, found["differences"]) == (0, [])


def test_half_a_word_on_a_layer_of_whole_words_is_told(
    small: Store, tmp_path, capsys, qapp
) -> None:
    whole = tag(small, "word", "Maria")
    half = whole._replace(spans=(Span(0, 2),), quote="Ma")
    rest = whole._replace(spans=(Span(2, 5),), quote="ria")
    annotate.remove_annotation(small, whole.id, annotator=WHO)
    again(small, half, rest)
    small.close()
    code, found = run(tmp_path / "small.corpus", capsys)
    assert code == 1
    (told,) = given_up(found)
    assert told.startswith("given up: zz1 ")
    assert "nothing new was tagged (Word is already here: Ma." in told


def test_a_relation_that_is_there_twice_is_told(small: Store, tmp_path, capsys, qapp) -> None:
    one, other = tag(small, "part", "Maria"), tag(small, "part", "Peter")
    kept = [
        relate.link(small, one.id, kind, other.id, annotator=WHO) for kind in ("beside", "after")
    ]
    turned = kept[0]._replace(from_id=other.id, to_id=one.id)
    again(small, turned, kept[1])
    small.close()
    code, found = run(tmp_path / "small.corpus", capsys)
    assert code == 1
    assert len(given_up(found)) == 2
    for line in given_up(found):
        assert "the program keeps one relation of a type between the same two" in line


def test_a_comment_on_what_was_given_up_is_told_with_its_words(
    small: Store, tmp_path, capsys, qapp
) -> None:
    twice = tag(small, "part", "Maria")
    remark = Comment(
        id="c",
        document=document_of(small),
        annotator=WHO,
        anchor=ON_ANNOTATION,
        target="zz0",
        texts={"en": "Is it she?"},
    )
    again(small, twice)
    with small.edit("annotate.comment", annotator=WHO) as edit:
        edit.put(remark)
    small.close()
    code, found = run(tmp_path / "small.corpus", capsys)
    assert code == 1
    (told,) = [x for x in given_up(found) if "comment" in x]
    assert "“Is it she?” on part “Maria”: what it is on was not made" in told


@pytest.mark.parametrize("form", ["jsonl", "tei", "corpus"])
def test_a_document_is_taken_by_the_id_that_its_file_gave(
    form: str, tmp_path: Path, capsys
) -> None:
    lines = [
        {"id": f"doc-{n}", "text": f"{who} said so.", "label": [[0, len(who), "WHO"]]}
        for n, who in enumerate(("Maria", "Peter"))
    ]
    path = tmp_path / "told.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    if form != "jsonl":
        store = new_corpus(tmp_path / "c.corpus", scheme=Scheme(id="bare", version="1"))
        import_files(store, [path])
        path = tmp_path / "c.corpus"
        if form == "tei":
            path = tmp_path / "c.xml"
            export(store, path, "tei")
        store.close()
    made = json.loads(as_goal(path, tmp_path, "doc-1").read_text(encoding="utf-8"))
    assert [a["quote"] for a in made["annotations"]] == ["Peter"]
    assert main(["--data", str(path), "--document", "doc-7"]) == 1
    said = capsys.readouterr().err
    assert "no annotated document like 'doc-7'; it has " in said
    assert "doc-0" in said
    assert "doc-1" in said


def test_which_document_is_taken_is_said(seeds: Path, tmp_path: Path, capsys, qapp) -> None:
    lines = [{"text": "Maria said so.", "label": [[0, 5, "WHO"], [6, 10, "DID"]]}]
    lines += [{"text": "Peter did not.", "label": [[0, 5, "WHO"]]}]
    path = tmp_path / "told.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    code, found = run(path, capsys)
    assert code == 0
    assert "of 2 that may be meant the one with most annotations; 2 annotations" in found["taken"]
    code, found = run(seeds / "seed" / "coder_b.json", capsys)
    assert code == 0
    assert "seed-000" in found["taken"]
    assert found["taken"].endswith(" annotations of coder_b.")
    assert main(["--data", str(seeds / "seed" / "coder_b.json"), "--document", "none"]) == 1
    assert "no annotated document like 'none'; it has" in capsys.readouterr().err


def test_a_file_that_is_not_whole_is_told(tmp_path: Path, capsys) -> None:
    path = tmp_path / "half.json"
    path.write_text('{"format": "annotations/1"}', encoding="utf-8")
    assert main(["--data", str(path)]) == 1
    assert "is not made: it has no object `document`" in capsys.readouterr().err


def test_pressing_for_ever_is_given_up(small: Store, tmp_path, capsys, qapp, monkeypatch) -> None:
    tag(small, "part", "Maria")
    tag(small, "part", "Nobody else")
    small.close()
    monkeypatch.setattr(typist, "MOST_PRESSES", 2)
    code, found = run(tmp_path / "small.corpus", capsys)
    assert code == 1
    assert any("it is not made after 2 presses" in x for x in given_up(found))


def test_errors_of_python_become_sentences() -> None:
    for work in (lambda: ensure(0, "so it is"), lambda: need(None, "so it is")):
        with pytest.raises(GivenUpError, match="so it is"):
            work()
    with pytest.raises(GivenUpError, match="nothing is there"):
        first((), "nothing is there")
    assert reason(GivenUpError("no key does it")) == "no key does it"
    for error in (StopIteration(), KeyError("x"), AssertionError((1, 2))):
        assert reason(error).startswith("the script does not know how to go on in ")

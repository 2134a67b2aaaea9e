"""search: lines for people, one object for machines, and refusals with a place."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.annotation import Annotation
from annotator.operations.keeping.corpus import open_corpus
from tests.cli.conftest import run_here
from tests.operations.searched import WHO, make_searched


def test_hits_are_listed_in_their_context(corpus: Path) -> None:
    ran = run_here("search", corpus, "Азербайджан", "--limit", 3, "--context", 12)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert len(lines) == 4
    assert "[Азербайджан]" in lines[0]
    assert "15 hits" in lines[-1]


def test_json_has_places_that_are_those_of_the_text(corpus: Path) -> None:
    data = run_here("search", corpus, "граница", "--json", "--limit", 100).data
    assert data["total"] == len(data["hits"]) > 3
    with open_corpus(corpus, read_only=True) as store:
        for hit in data["hits"]:
            text = store.read().text(hit["document"])
            assert text[hit["begin"] : hit["end"]] == hit["hit"]
            assert text[: hit["begin"]].endswith(hit["left"])
            assert text[hit["end"] :].startswith(hit["right"])
            assert hit["name"]
            for annotation in hit["annotations"]:
                spans = annotation["spans"]
                assert any(b < hit["end"] and hit["begin"] < e for b, e in spans)


def test_pages_follow_each_other(corpus: Path) -> None:
    whole = run_here("search", corpus, "и", "--json", "--limit", 10_000).data
    parts = []
    for page in range(1, 4):
        parts += run_here("search", corpus, "и", "--json", "--limit", 7, "--page", page).data[
            "hits"
        ]
    assert parts == whole["hits"][:21]


@pytest.mark.parametrize("order", ["left", "right", "hit", "date", "document"])
def test_every_order_has_the_same_hits(corpus: Path, order: str) -> None:
    plain = run_here("search", corpus, "[Actor]", "--json", "--limit", 500).data["hits"]
    found = run_here("search", corpus, "[Actor]", "--sort", order, "--json", "--limit", 500).data[
        "hits"
    ]
    by_place = sorted(found, key=lambda hit: (hit["document"], hit["begin"], hit["annotation"]))
    assert by_place == sorted(
        plain, key=lambda hit: (hit["document"], hit["begin"], hit["annotation"])
    )


def test_what_cannot_be_read_is_one_sentence_with_its_place(corpus: Path) -> None:
    ran = run_here("search", corpus, 'Русия "преговори')
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "character 7" in ran.err
    data = run_here("search", corpus, "[Robin]", "--json").data
    assert data["error"]["code"] == "query_no_layer"


def test_nothing_found_is_a_sentence_and_no_failure(corpus: Path) -> None:
    ran = run_here("search", corpus, "няматакавадума", language="bg")
    assert ran.code == 0
    assert "Не е намерено" in ran.out


def test_ways_of_looking_for_words(corpus: Path) -> None:
    def total(*options: object) -> int:
        return run_here("search", corpus, "русия", "--json", *options).data["total"]

    assert total("--words", "inside") >= total("--words", "whole") > 0
    assert total("--words", "whole", "--case") == 0
    assert total("--regex") > 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Not found. Try fewer letters.\n"),
        (("--words", "whole"), "Not found. Try all forms, or fewer letters.\n"),
        (("--regex",), "Not found.\n"),
    ],
)
def test_only_what_was_not_tried_is_advised(corpus: Path, options: tuple[str], said: str) -> None:
    assert run_here("search", corpus, "няматакавадума", *options).out == said


def test_a_label_of_a_document_is_shown_where_it_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "searched.corpus"
    label = Annotation(id="d1", document="plain", layer="diary", annotator=WHO, features={})
    with make_searched(path) as store, store.edit("annotation.add", annotator=WHO) as edit:
        edit.put(label)
    ran = run_here("search", path, "[diary]", "--context", 7)
    assert ran.out.splitlines()[0].split("  ")[-1] == "[diary layer] A heron"
    alone = run_here("search", path, "height>10", "--context", 7)
    assert alone.out.splitlines()[0].endswith("   A heron")
    assert "[" not in alone.out
    assert "1 hit in 1 document" in alone.out

"""Flat JSONL of other makers: whatever its keys, read rightly or refused with a sentence."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.format import ReadOptions, Refused
from annotator.formats.registry import format_named, recognise
from annotator.model.bundle import Bundle, Header
from annotator.model.errors import FormatError
from annotator.model.progress import no_progress
from annotator.model.scheme import Feature, Layer, Scheme
from annotator.operations.importing.importing import ImportReport, import_files
from annotator.operations.keeping.corpus import new_corpus

TEXT = "Oslo waits for Bergen."


def read(path: Path, *records: Any) -> tuple[Header, list[Bundle], list[Refused]]:
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    header, bundles, refused = Header(), [], []
    for item in format_named("flat").read(path, no_progress, ReadOptions()):
        if isinstance(item, Header):
            header = item
        elif isinstance(item, Bundle):
            bundles.append(item)
        else:
            refused.append(item)
    return header, bundles, refused


def said(bundle: Bundle) -> list[tuple[str, str, dict[str, Any]]]:
    return [(a.layer, a.quote, dict(a.features)) for a in bundle.annotations]


def test_a_mark_of_the_byte_order_and_line_ends_of_windows_shift_nothing(tmp_path: Path) -> None:
    path = tmp_path / "marked.jsonl"
    record = {"text": TEXT, "spans": [{"start": 15, "end": 21, "label": "TOWN"}]}
    lines = (json.dumps(record), '{"text": "Oslo"', "")
    path.write_bytes(BOM_UTF8 + "\r\n".join(lines[:1] + lines[2:]).encode())
    assert recognise(path).name == "flat"
    items = list(format_named("flat").read(path, no_progress, ReadOptions()))
    (bundle,) = (item for item in items if isinstance(item, Bundle))
    assert said(bundle) == [("TOWN", "Bergen", {})]
    path.write_bytes(BOM_UTF8 + "\r\n".join(lines).encode())
    with pytest.raises(FormatError) as refused:
        list(format_named("flat").read(path, no_progress, ReadOptions()))
    assert refused.value.data["line"] == 2


TOWNS = [("TOWN", "Oslo", {}), ("TOWN", "Bergen", {})]


@pytest.mark.parametrize(
    "record",
    [
        {
            "spans": [
                {"start": 0, "end": 4, "label": "TOWN"},
                {"start": 15, "end": 21, "label": "TOWN"},
            ]
        },
        {
            "spans": [
                {"start": 0, "end": 4, "label": "TOWN", "token_start": 0, "token_end": 0},
                {"start": 15, "end": 21, "label": "TOWN", "token_start": 3, "token_end": 3},
            ],
            "tokens": [{"text": "Oslo", "start": 0, "end": 4, "id": 0, "ws": True}],
            "_input_hash": 1,
            "_task_hash": -2,
            "_view_id": "ner_manual",
            "answer": "accept",
            "_is_binary": False,
        },
        {"label": [[0, 4, "TOWN"], [15, 21, "TOWN"]]},
        {"labels": [[0, 4, "TOWN"], [15, 21, "TOWN"]]},
        {"entities": [[0, 4, "TOWN"], [15, 21, "TOWN"]]},
        {
            "entities": [
                {"id": 7, "label": "TOWN", "start_offset": 0, "end_offset": 4},
                {"id": 8, "label": "TOWN", "start_offset": 15, "end_offset": 21},
            ]
        },
        {
            "ents": [
                {"start": 0, "end": 4, "label": "TOWN"},
                {"start": 15, "end": 21, "label": "TOWN"},
            ]
        },
        {
            "annotations": [
                {"layer": "TOWN", "begin": 0, "end": 4},
                {"layer": "TOWN", "begin": 15, "end": 21},
            ]
        },
        {
            "spans": [
                {"start_char": 0, "end_char": 4, "type": "TOWN"},
                {"start_char": 15, "end_char": 21, "type": "TOWN", "text": "Bergen", "x": None},
            ]
        },
    ],
)
def test_many_makers_are_understood(record: dict[str, Any], tmp_path: Path) -> None:
    _, (bundle,), _ = read(tmp_path / "a.jsonl", {"text": TEXT, **record})
    assert said(bundle) == TOWNS
    assert bundle.losses == ()


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"spans": [{"start": 0, "label": "TOWN"}]}, "no end"),
        ({"spans": [{"start": 0, "end": 4}]}, "no layer"),
        ({"spans": [{"start": 0, "end": 4, "label": ""}]}, "no label"),
        ({"spans": [{"start": 0, "end": 4, "label": ["x"]}]}, "no label"),
        ({"spans": [{"start": "0", "end": 4, "label": "TOWN"}]}, "whole numbers"),
        ({"spans": [{"start": 0, "end": 40, "label": "TOWN"}]}, "not within the text"),
        ({"spans": [{"start": 4, "end": 4, "label": "TOWN"}]}, "not within the text"),
        ({"spans": [[0, 4]]}, "begin, an end and a label"),
        ({"label": ["sport"]}, "begin, an end and a label"),
        ({"spans": [7]}, "begin, an end and a label"),
        ({"spans": [{"start": 0, "end": 4, "label": "TOWN", "attributes": {"": 1}}]}, "no name"),
        ({"relations": [{"head": 0, "child": 1, "label": "near"}]}, "missing"),
        ({"relations": [{"from_id": 1, "to_id": 2, "type": "near"}]}, "no span"),
        ({"relations": "near"}, "not as it should be"),
    ],
)
def test_what_says_too_little_is_refused(
    record: dict[str, Any], words: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.jsonl"
    with pytest.raises(FormatError) as refusal:
        read(path, {"text": TEXT}, {"text": TEXT + " ", **record})
    assert refusal.value.data["line"] == 2
    assert words in str(refusal.value)


def test_ids_that_stand_twice_lose_no_span(tmp_path: Path) -> None:
    spans = [
        {"id": 0, "start": 0, "end": 4, "label": "TOWN"},
        {"id": 0, "start": 15, "end": 21, "label": "TOWN"},
        {"id": 0, "start": 0, "end": 4, "label": "TOWN"},
    ]
    _, (bundle,), _ = read(tmp_path / "a.jsonl", {"text": TEXT, "spans": spans})
    assert [q for _, q, _ in said(bundle)] == ["Oslo", "Oslo", "Bergen"]
    assert len({a.id for a in bundle.annotations}) == 3
    assert [a.source_id for a in bundle.annotations].count("0") == 1


def test_relations_by_ids_and_by_places_find_their_ends(tmp_path: Path) -> None:
    spans = [
        {"id": 5, "start": 0, "end": 4, "label": "TOWN"},
        {"id": 5, "start": 15, "end": 21, "label": "TOWN"},
        {"id": 6, "start": 5, "end": 10, "label": "ACT"},
    ]
    ends = [
        {"start": 15, "end": 21, "label": "TOWN", "id": 5},
        {"start": 5, "end": 10, "label": "ACT"},
    ]
    relations = [
        {"head_span": ends[0], "child_span": ends[1], "label": "a", "attributes": {"n": 1}},
        {"id": 1, "from_id": 6, "to_id": 5, "type": "b"},
    ]
    record = {"text": TEXT, "spans": spans, "relations": relations}
    _, (bundle,), _ = read(tmp_path / "a.jsonl", record)
    quotes = {a.id: a.quote for a in bundle.annotations}
    found = {(r.type, quotes[r.from_id], quotes[r.to_id]) for r in bundle.relations}
    assert found == {("a", "Bergen", "waits"), ("b", "waits", "Oslo")}


@pytest.mark.parametrize(
    ("answer", "state"), [("accept", "stands"), ("reject", "refused"), ("ignore", "suggested")]
)
def test_what_was_not_accepted_does_not_stand(answer: str, state: str, tmp_path: Path) -> None:
    spans = [{"start": 0, "end": 4, "label": "TOWN"}]
    record = {"text": TEXT, "spans": spans, "answer": answer}
    _, (bundle,), _ = read(tmp_path / "a.jsonl", record)
    assert [a.state for a in bundle.annotations] == [state]


def test_values_are_kept_as_they_are(tmp_path: Path) -> None:
    features = {"a": True, "b": 1.5, "c": ["x", 2, {"y": [None]}], "d": {"e": 1}, "f": None}
    spans = [
        {"start": 0, "end": 4, "label": "TOWN", **features},
        {"start": 15, "end": 21, "label": "TOWN", "attributes": {"a": "no", "b": 1, "g": None}},
    ]
    header, (bundle,), _ = read(tmp_path / "a.jsonl", {"text": TEXT, "spans": spans})
    assert [f for _, _, f in said(bundle)] == [
        {"a": True, "b": 1.5, "c": ["x", "2", '{"y":[null]}'], "d": '{"e":1}'},
        {"a": "no", "b": 1},
    ]
    assert header.scheme is not None
    kinds = {f.id: f.type for f in header.scheme.layers[0].features}
    assert kinds == {"a": "text", "b": "number", "c": "tags", "d": "text"}


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    record = {
        "text": TEXT,
        "spans": [],
        "cats": {"SPORT": 1.0},
        "html": [1],
        "none": {},
        "meta": {"title": "A", "more": {"deep": 1}},
        "tokens": [{"text": "Oslo"}],
    }
    _, (bundle,), _ = read(tmp_path / "a.jsonl", record)
    assert [(x.kind, x.count) for x in bundle.losses] == [("record_facts", 3)]
    assert bundle.document.name == "A"


def test_controls_are_replaced_where_they_stand(tmp_path: Path) -> None:
    record = {
        "text": "Os\x00lo",
        "annotator": "a\x07nna",
        "spans": [{"start": 0, "end": 5, "label": "T\x01", "note": "\x0bx"}],
        "meta": {"ti\x1btle": "\uffff"},
    }
    header, (bundle,), _ = read(tmp_path / "a.jsonl", record)
    assert said(bundle) == [("T\ufffd", "Os\ufffdlo", {"note": "\nx"})]
    assert bundle.document.metadata["ti\ufffdtle"].value == "\ufffd"
    assert [a.id for a in header.annotators] == ["a\ufffdnna"]


def test_annotators_and_ids_are_names_or_numbers(tmp_path: Path) -> None:
    record = {"text": TEXT, "spans": [], "annotator": {"name": "anna"}, "id": [1]}
    header, (bundle,), _ = read(tmp_path / "a.jsonl", record)
    assert [a.id for a in header.annotators] == ["import"]
    assert bundle.document.source_id is None


def test_names_that_differ_in_case_are_two_where_no_scheme_says_otherwise(tmp_path: Path) -> None:
    spans = [
        {"start": 0, "end": 4, "label": "gust", "attributes": {"ß": 1, "SS": 2, "ss": 3}},
        {"start": 5, "end": 10, "label": "Gust", "attributes": {"a": 1, "A": 2}},
    ]
    header, (bundle,), _ = read(tmp_path / "a.jsonl", {"text": TEXT, "spans": spans})
    assert said(bundle) == [
        ("gust", "Oslo", {"ß": 1, "SS": 2, "ss": 3}),
        ("Gust", "waits", {"a": 1, "A": 2}),
    ]
    assert header.scheme is not None
    again = read_with(tmp_path / "a.jsonl", header.scheme)
    assert said(again) == said(bundle)


def test_names_of_the_corpus_are_known_in_any_case(tmp_path: Path) -> None:
    town = Layer(
        id="town", names={"bg": "Град"}, features=(Feature(id="size", names={"en": "How big"}),)
    )
    path = tmp_path / "a.jsonl"
    for label in ("town", "TOWN", "град", "Град"):
        span = {"start": 0, "end": 4, "label": label, "HOW BIG": "x"}
        path.write_text(json.dumps({"text": TEXT, "spans": [span]}), encoding="utf-8")
        bundle = read_with(path, Scheme(id="s", layers=(town,)))
        assert said(bundle) == [("town", "Oslo", {"size": "x"})]


def read_with(path: Path, scheme: Scheme) -> Bundle:
    items = format_named("flat").read(path, no_progress, ReadOptions(scheme=scheme))
    return next(item for item in items if isinstance(item, Bundle))


def test_a_quote_that_a_span_says_is_what_is_proved(tmp_path: Path) -> None:
    def quotes(**more: Any) -> list[str]:
        spans = [{"start": 0, "end": 4, "label": "TOWN", **more}] * 2
        _, (bundle,), _ = read(tmp_path / "quotes.jsonl", {"text": TEXT, "spans": spans})
        return [a.quote for a in bundle.annotations]

    assert quotes(text="Oslo") == quotes(quote="Oslo") == quotes(text=" Oslo\n") == ["Oslo"] * 2
    assert quotes(text="") == quotes(text=5) == quotes(text=None) == ["Oslo"] * 2
    assert quotes(text="Bergen") == ["Bergen"] * 2


def test_a_quote_elsewhere_moves_the_span_and_one_that_is_nowhere_refuses_the_file(
    tmp_path: Path,
) -> None:
    def imported(quote: str) -> tuple[ImportReport, list[tuple[Any, str]]]:
        path = tmp_path / f"{quote}.jsonl"
        span = {"start": 0, "end": 6, "label": "TOWN", "text": quote}
        path.write_text(json.dumps({"text": TEXT, "spans": [span]}) + "\n", encoding="utf-8")
        with new_corpus(tmp_path / f"{quote}.corpus", scheme=Scheme(id="own")) as store:
            report = import_files(store, [path])
            with store.reader() as reader:
                found = [a for b in reader.bundles() for a in b.annotations]
        return report, [(a.spans, a.quote) for a in found]

    report, found = imported("Bergen")
    assert (len(report.mismatches), found) == (1, [(((15, 21),), "Bergen")])
    report, found = imported("Narvik")
    (refusal,) = report.refused
    assert (refusal.line, found) == (1, [])
    assert "Narvik" in refusal.reason


def test_a_file_in_which_no_record_has_a_text_is_refused_with_its_first_line(
    tmp_path: Path,
) -> None:
    (tmp_path / "none.jsonl").write_text('\n{"text": 5}\n{"text": ""}\n', encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        list(format_named("flat").read(tmp_path / "none.jsonl", no_progress, ReadOptions()))
    assert (caught.value.code, caught.value.data["line"]) == ("not_flat", 2)

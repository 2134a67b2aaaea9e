"""Every file that can leave under pseudonyms is searched, as bytes, for words that name people."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from annotator.model.review import FINISHED, Decision, Reply, Round
from annotator.operations.corpus import new_corpus, scheme_named
from annotator.operations.documents import import_files, set_assignment
from annotator.operations.exchange import export
from annotator.operations.report import ReportChoice, make_report
from annotator.operations.report_page import write_report
from annotator.operations.revisions import correct_text
from annotator.operations.rounds import reopen
from annotator.store.store import Store
from tests.operations.markers import Markers

PEOPLE = 3


def _annotator(mark: Markers, number: int) -> dict[str, Any]:
    return {
        "id": f"{mark(f'id {number}')}@{mark(f'host {number}')}.org",
        "kind": "person",
        "names": {
            "en": f"{mark(f'given {number}').title()} {mark(f'family {number}').title()}",
            "bg": mark(f"name {number}", is_cyrillic=True).title(),
        },
        "note": {"en": mark(f"note {number}")},
        "email": f"{mark(f'mail {number}')}@x.org",
        "affiliation": mark(f"affiliation {number}"),
    }


def _document(people: list[dict[str, Any]], layer: str) -> dict[str, Any]:
    text = "The harbour said nothing of it. The mayor said much. " * 8
    ids = [person["id"] for person in people]

    def says(n: int) -> str:
        person = people[n]
        return (
            f"{person['names']['en']} ({person['id']}, {person['email']}) and "
            f"{person['names']['bg'].upper()} said so"
        )

    annotations = [
        {"id": f"n{n}-{at}", "layer": layer, "annotator": who, "spans": [[at, at + 11]],
         "quote": text[at : at + 11], "features": {}, "confidence": "sure", "origin": "copy",
         "origin_detail": {"copied_from": ids[n - 1], "said": [says(n - 1), {"x": says(n)}]},
         "odd": {"by": ids[n], "in": [says(n)]}, "made": "2024-01-01T00:00:00Z"}
        for n, who in enumerate(ids) for at in (0 + n, 60 + n)
    ]  # fmt: skip
    return {
        "id": "a-document",
        "name": f"work of {ids[0]}",
        "file": f"work of {ids[0]}.txt",
        "text": text,
        "text_sha256": sha256(text.encode()).hexdigest(),
        "metadata": {
            "title": {"value": "A title", "inferred": True, "note": {"en": says(1)}},
        },
        "source": {"how": "utf-8", "folder": f"/home/{ids[1]}/x"},
        "odd": {"made by": says(2)},
        "segments": [{"id": "s", "begin": 0, "end": len(text), "role": "body", "odd": says(1)}],
        "annotations": annotations,
        "relations": [],
        "comments": [
            {"id": f"c{n}", "annotator": who, "kind": "comment", "texts": {"en": says(n - 1)},
             "anchor": {"annotation": f"n{n}-{n}"}, "odd": says(n)}
            for n, who in enumerate(ids)
        ],
        "assignments": [
            {"annotator": who, "state": "in_progress", "reason": says(0)} for who in ids
        ],
    }  # fmt: skip


@pytest.fixture
def mark() -> Markers:
    """The words."""
    return Markers()


@pytest.fixture
def store(tmp_path: Path, mark: Markers) -> Store:
    """A corpus in which people are named wherever something can name them."""
    scheme = scheme_named(None)
    layer = next(x for x in scheme.layers if x.anchoring in ("characters", "tokens"))
    people = [_annotator(mark, n) for n in range(PEOPLE)]
    said = f"{people[0]['names']['en']} <{people[0]['email']}>"
    document = _document(people, layer.id)
    ids = [person["id"] for person in people]
    header = {
        "format": "annotator-jsonl/1",
        "offset_unit": "code points, half-open",
        "annotators": people,
        "entities": [{"id": "e", "names": {"en": "A place"}, "note": {"en": said}, "odd": said}],
        "sets": [
            {"id": "s", "names": {"en": f"For {said}"}, "documents": ["a-document"], "x": said}
        ],
        "history": [
            {"kind": "comments.add", "annotator": who, "made": "2024-01-01T00:00:00Z", "count": 1,
             "data": {"text": said, "names": [ids[0]]}}
            for who in ids
        ],
    }  # fmt: skip
    file = tmp_path / "in.jsonl"
    lines = "\n".join(json.dumps(x, ensure_ascii=False) for x in (header, document))
    file.write_text(lines, encoding="utf-8")
    made = new_corpus(tmp_path / "a.corpus", scheme=scheme)
    assert not import_files(made, [file]).refused
    text = made.read().text("a-document")
    correct_text(made, "a-document", text + "More.", annotator=ids[1], reason=said)
    set_assignment(made, "a-document", ids[0], FINISHED)
    reopen(made, "a-document", ids[0], said, by=ids[1])
    set_assignment(made, "a-document", ids[0], FINISHED)
    with made.edit("adjudicate.decide", annotator=ids[0]) as edit:
        edit.put(Round(id="r", names={"en": said}, annotators=tuple(ids),
                       documents=("a-document",), extra={"lead": said}))  # fmt: skip
        edit.put(
            Decision(
                id="d", document="a-document", annotator=ids[0], kind="border", answer="taken",
                taken=ids[1], reason=said, versions={who: ({"annotator": who, "odd": said,
                "origin_detail": {"copied_from": who}},) for who in ids}, results=("n0-0",),
                replies={who: Reply(state="accepted", text=said) for who in ids},
                extra={"by": said},
            )
        )  # fmt: skip
    return made


@pytest.mark.parametrize("name", ["jsonl", "tei", "flat"])
def test_no_byte_of_an_export_names_anybody(
    store: Store, mark: Markers, tmp_path: Path, name: str
) -> None:
    target, plain = tmp_path / "out", tmp_path / "plain"
    has_history = name == "jsonl"
    report = export(store, target, name, with_history=has_history, with_pseudonyms=True)
    assert report.proof.differences == 0
    export(store, plain, name, with_history=has_history)
    assert mark.found([target]) == {}
    found = mark.found([plain])["plain"]
    assert {f"id {n}" for n in range(PEOPLE)} <= set(found)
    if name == "jsonl":
        assert set(found) == set(mark.words)


@pytest.mark.parametrize("suffix", [".json", ".html", ".pdf"])
def test_no_byte_of_a_report_names_anybody(
    store: Store, mark: Markers, tmp_path: Path, suffix: str, qapp: object
) -> None:
    from annotator.ui.report_paper import paper_of

    for is_masked in (True, False):
        report = make_report(store, ReportChoice(gamma=None, with_pseudonyms=is_masked))
        target = tmp_path / f"{is_masked}{suffix}"
        for language in ("en", "bg"):
            write_report(report, target, language, paper=paper_of)
            found = mark.found([target])
            assert (found == {}) is is_masked or suffix == ".pdf"
            assert found == {} or not is_masked

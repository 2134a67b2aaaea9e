"""Every file that can leave under pseudonyms is searched, as bytes, for words that name people."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from annotator.model.review import FINISHED, IN_PROGRESS, Decision, Reply, Round
from annotator.operations.checking.check import check
from annotator.operations.documents.documents import set_assignment
from annotator.operations.documents.revisions import correct_text
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, scheme_named
from annotator.operations.merging.merging import merge
from annotator.operations.packages.packages import Parcel, open_package, pack_return, pack_work
from annotator.operations.report.report import ReportChoice, make_report
from annotator.operations.report.writing import write_report
from annotator.operations.rounds.rounds import reopen
from annotator.operations.tagging.annotate import remove_annotation
from annotator.store.store import Store
from tests.operations.markers import Markers
from tests.samples import dump

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
                replies={who: Reply(state="accepted", text=said) for who in sorted(ids)},
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
    from annotator.ui.paper.report import paper_of

    for is_masked in (True, False):
        report = make_report(store, ReportChoice(gamma=None, with_pseudonyms=is_masked))
        target = tmp_path / f"{is_masked}{suffix}"
        for language in ("en", "bg"):
            write_report(report, target, language, paper=paper_of)
            found = mark.found([target])
            assert (found == {}) is is_masked or suffix == ".pdf"
            assert found == {} or not is_masked


def _marks(mark: Markers, package: Path, folder: Path) -> set[str]:
    """Return the marks in a package, and in what is packed in it."""
    folder.mkdir()
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder)
    files = [package, *(path for path in folder.rglob("*") if path.is_file())]
    return {name for names in mark.found(files).values() for name in names}


def test_a_package_names_nobody_but_whoever_sends_and_gets_it(
    store: Store, mark: Markers, tmp_path: Path
) -> None:
    sender, receiver = (f"{mark(f'id {n}')}@{mark(f'host {n}')}.org" for n in (0, 1))
    before = {a.id for a in store.read().annotators()}
    rows = dump(store)
    path, open_path = tmp_path / "to.annotator-package", tmp_path / "open.annotator-package"
    parcel = Parcel(annotator=receiver, by=sender, is_blind=False)
    pack_work(store, open_path, parcel)
    pack_work(store, path, replace(parcel, with_pseudonyms=True))
    plain = _marks(mark, open_path, tmp_path / "plain")
    assert {name for name in plain if name.endswith(" 2")} >= {"id 2", "host 2", "name 2"}
    found = _marks(mark, path, tmp_path / "masked")
    assert not {name for name in found if name.endswith(" 2")}

    theirs, _ = open_package(path, tmp_path / "theirs.corpus")
    assert {a.id for a in theirs.read().annotators()} >= {sender, receiver}
    mine = next(a for a in theirs.read().annotations("a-document") if a.annotator == receiver)
    set_assignment(theirs, "a-document", receiver, IN_PROGRESS)
    remove_annotation(theirs, mine.id, annotator=receiver)
    back = tmp_path / "back.annotator-package"
    pack_return(theirs, back)
    report = merge(store, [back])
    assert {a.id for a in store.read().annotators()} == before
    assert report.merged.counts["deleted"] == 2
    assert [t.reason for t in report.merged.told] == []
    changed = {name for name, now in dump(store).items() if now != rows[name]}
    assert changed <= {"annotation", "comment", "assignment", "relation"}
    assert check(store).damage == ()

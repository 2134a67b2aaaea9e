"""The report for the methods section: what it tells, that it names nobody, and that it is text."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import orjson
import pytest

from annotator.analysis.agreement.gamma import GammaSettings
from annotator.analysis.alignment import MISSING
from annotator.model.annotation import REFUSED, STANDS
from annotator.model.errors import AnnotatorError
from annotator.model.review import FINISHED, Annotator
from annotator.operations.adjudication.adjudicated import APPEALS, desk_of
from annotator.operations.adjudication.deciding import decide_none, take
from annotator.operations.agreement.measuring import Choice, measure_agreement
from annotator.operations.documents.documents import set_assignment
from annotator.operations.keeping.corpus import put_annotator
from annotator.operations.report.page import report_page
from annotator.operations.report.report import AGAINST, AMONG, ReportChoice, make_report
from tests.samples import make_samples

FEW = GammaSettings(samples=2)
QUICK = ReportChoice(gamma=None)


@pytest.fixture
def store(tmp_path):
    with make_samples(tmp_path / "samples.corpus") as store:
        yield store


@pytest.fixture
def both(store):
    """The document that gold and coder_b have both annotated, and finished."""
    found = next(
        row.id
        for row in store.read().documents()
        if {"gold", "coder_b"} <= {a.annotator for a in store.read().annotations(row.id)}
    )
    for who in ("gold", "coder_b"):
        set_assignment(store, found, who, FINISHED)
    return found


def test_the_figures_are_those_of_the_operation(store, both) -> None:
    report = make_report(store, ReportChoice(gamma=FEW))
    among = report["agreement"][0]
    people = ("author", "coder_b", "gold")
    lines = measure_agreement(store, Choice(annotators=people, gamma=FEW)).lines
    assert among["kind"] == AMONG
    assert among["annotators"] == ["coder_b", "gold"]
    assert [f["value"] for f in among["figures"]] == [x.figure.value for x in lines]
    assert [f["n"] for f in among["figures"]] == [x.figure.n for x in lines]
    for figure in among["figures"]:
        assert (figure["value"] is None) == (figure["reason"] is not None)
        assert figure["unit"]
        assert figure["distance"]
    assert {f["samples"] for f in among["figures"] if f["measure"] == "gamma"} == {2}


def test_every_measure_has_its_source(store, both) -> None:
    report = make_report(store, ReportChoice(gamma=FEW))
    told = {row["measure"] for row in report["measures"]}
    assert told == {f["measure"] for part in report["agreement"] for f in part["figures"]}
    assert all(row["source"] for row in report["measures"])


def test_who_annotated_how_much_and_by_which_scheme(store, both) -> None:
    report = make_report(store, QUICK)
    assert [row["id"] for row in report["annotators"]] == ["author", "coder_b", "gold"]
    assert (
        sum(row["annotations"] for row in report["annotators"]) == report["corpus"]["annotations"]
    )
    assert report["annotators"][2]["documents_by_state"] == {FINISHED: 1}
    assert report["scheme"]["id"] == store.scheme.id
    assert re.fullmatch("[0-9a-f]{64}", report["scheme"]["sha256"])


def test_texts_and_work_are_told_in_figures(store, both) -> None:
    for case in desk_of(store.read(), store.scheme, both, ("coder_b", "gold")).cases[:30]:
        take(store, both, case.id, "gold", annotator="gold", annotators=("coder_b", "gold"))
    refused = store.read().annotations(both, annotator="gold")[0]
    with store.edit("test", annotator="gold") as edit:
        edit.put(refused._replace(state=REFUSED))
    report = make_report(store, QUICK)
    material, corpus = report["material"], report["corpus"]
    bundles = list(store.read().bundles())
    assert material["characters"] == corpus["characters"]
    assert material["characters"] == sum(len(b.document.text) for b in bundles)
    assert 0 < material["annotated_characters"] < material["characters"]
    assert material["words"] == sum(len(b.document.text.split()) for b in bundles)
    assert material["languages"] == {"bg": 6, "en": 4, "ru": 3}
    assert material["documents_by_annotators"] == {"1": 12, "2": 1}
    kept = [a for b in bundles for a in b.annotations if a.state == STANDS]
    assert corpus["annotations"] == len(kept) == store.counts()["annotation"] - 1
    for who, counts in material["annotations"].items():
        assert sum(counts.values()) == sum(a.annotator == who for a in kept)
    assert report["adjudicated"] in material["annotations"]
    assert material["days"][0] <= material["days"][1]
    page = report_page(report, "en")
    assert "<th>adjudicated</th>" in re.sub(' class="[a-z ]*"', "", page)
    assert "Versions taken from: Gold 30." in page


def test_decisions_are_counted_and_each_annotator_stands_against_what_was_decided(
    store, both
) -> None:
    cases = desk_of(store.read(), store.scheme, both).cases
    open_cases = [x for x in cases if x.place.kind == MISSING][:3]
    assert len(open_cases) == 3
    for case in open_cases[:2]:
        take(store, both, case.id, "gold", annotator="gold")
    decide_none(store, both, open_cases[2].id, annotator="gold")
    report = make_report(store, QUICK)
    decisions = report["decisions"]
    assert decisions["total"] == 3
    assert decisions["by_answer"] == {"none": 1, "taken": 2}
    assert decisions["taken_from"] == {"gold": 2}
    assert sum(row["count"] for row in decisions["by_kind_and_answer"]) == 3
    against = [part for part in report["agreement"] if part["kind"] == AGAINST]
    assert len(against) == 2
    assert {who for part in against for who in part["annotators"]} == {
        "adjudicated", "coder_b", "gold",
    }  # fmt: skip


def test_who_decided_is_named_and_places_decided_anew_after_an_appeal_are_counted(
    store, both
) -> None:
    with store.edit("people.put", annotator="gold") as edit:
        edit.put(Annotator(id="4c1d", names={"en": "Lea"}))
    case = desk_of(store.read(), store.scheme, both).cases[0]
    take(store, both, case.id, "gold", annotator="4c1d")
    (decision,) = store.read().decisions()
    with store.edit("decisions.appeal", annotator="gold") as edit:
        edit.put(replace(decision, extra={APPEALS: {"gold": "no"}}))
    report = make_report(store, QUICK)
    assert report["others"] == [{"id": "4c1d", "kind": "person", "names": {"en": "Lea"}}]
    assert report["decisions"]["anew_after_appeal"] == 1
    page = report_page(report, "en")
    assert "Decided by: Lea 1." in page
    assert "1 place was decided otherwise after an appeal." in page
    nobody = make_report(store, replace(QUICK, with_pseudonyms=True))
    assert "Lea" not in report_page(nobody, "en")
    assert nobody["others"][0]["names"] == {}


def test_the_same_corpus_gives_the_same_bytes(store, both) -> None:
    reports = [make_report(store, QUICK) for _ in range(2)]
    assert orjson.dumps(reports[0]) == orjson.dumps(reports[1])
    assert report_page(reports[0], "bg") == report_page(reports[1], "bg")


def test_under_pseudonyms_nobody_is_named(store, both) -> None:
    put_annotator(store, Annotator(id="gold", names={"en": "Ivanka Petrova"}))
    report = make_report(store, ReportChoice(gamma=None, with_pseudonyms=True))
    for said in (orjson.dumps(report).decode(), report_page(report, "en")):
        for name in ("gold", "coder_b", "Petrova", "Coder B"):
            assert name not in said
    assert all(re.fullmatch(r"a\d\d", row["id"]) for row in report["annotators"])
    assert report["agreement"][0]["annotators"] == sorted(report["agreement"][0]["annotators"])


def test_no_text_is_in_it(store, both) -> None:
    said = orjson.dumps(make_report(store, QUICK)).decode()
    quotes = {a.quote for a in store.read().annotations(both) if len(a.quote) > 12}
    assert quotes
    assert not [quote for quote in quotes if quote in said]
    assert both not in said


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.seen.append((tag, dict(attrs)))


@pytest.mark.parametrize("language", ["en", "bg"])
def test_the_page_is_text_whatever_people_are_called(store, both, language: str) -> None:
    hostile = '<script src="http://x.example/">&amp;"\'</script>\u202e<img src=x onerror=y>'
    put_annotator(store, Annotator(id="gold", names={"en": hostile, "bg": hostile}))
    page = report_page(make_report(store, QUICK), language)
    parser = _Tags()
    parser.feed(page)
    tags = {tag for tag, _ in parser.seen}
    assert tags <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "p",
        "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    attributes = {name for _, found in parser.seen for name in found}
    assert attributes <= {"lang", "charset", "http-equiv", "content", "class"}
    policy = next(found for _, found in parser.seen if "http-equiv" in found)
    assert policy["content"].startswith("default-src 'none'")
    assert "\u202e" not in page
    assert "?" not in re.sub(r"<[^>]*>", "", page)


def test_without_shared_documents_it_says_so(store) -> None:
    for row in store.read().documents():
        set_assignment(store, row.id, "gold", "new")
    page = report_page(make_report(store, QUICK), "en")
    assert "No document is finished by two annotators" in page


def test_who_is_not_there_is_refused(store) -> None:
    with pytest.raises(AnnotatorError):
        make_report(store, ReportChoice(annotators=("nobody",)))

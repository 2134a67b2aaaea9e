"""brat's standoff annotations: every kind of line, offsets, what is refused, real corpora."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.formats.brat_pairs import without_read_along
from annotator.formats.registry import format_named, recognise
from annotator.model.review import ON_ANNOTATION, ON_RELATION
from annotator.model.span import Span
from annotator.operations.importing.importing import files_in, import_files
from tests.formats.brat_files import CONF, LINES, TEXT, imported, line_of, read_brat, write_brat


def test_every_kind_of_line(tmp_path: Path) -> None:
    header, bundle = read_brat(write_brat(tmp_path / "anna", LINES, conf=CONF))
    found = {a.source_id: a for a in bundle.annotations}
    assert {key: a.layer for key, a in found.items()} == {
        "T1": "Person",
        "T2": "Speech",
        "T3": "Claim",
        "T4": "Person",
        "T5": "Person",
    }
    assert found["T3"].quote == "„цените\nпадат“"
    assert found["T5"].quote == "Ема … отрече"
    assert {a.annotator for a in bundle.annotations} == {"anna"}
    names = {a.id: a.source_id for a in bundle.annotations}
    related = sorted((r.type, names[r.from_id], names[r.to_id]) for r in bundle.relations)
    assert related == [
        ("Knows", "T4", "T1"),
        ("Same", "T1", "T4"),
        ("Same", "T1", "T5"),
        ("Same", "T4", "T5"),
        ("What", "T2", "T2"),
        ("What", "T2", "T3"),
        ("Who", "T2", "T1"),
        ("Who", "T2", "T4"),
    ]
    events = {r.to_id: r.origin_detail["event"] for r in bundle.relations if r.origin_detail}
    assert events[found["T4"].id] == "E2"
    assert events[found["T3"].id] == "E1"
    assert found["T2"].features == {"Loud": True}
    assert found["T1"].features == {"Sort": "big"}
    knows = next(r for r in bundle.relations if r.type == "Knows")
    assert knows.features == {"Sure": "very"}
    assert [(i.authority, i.value) for e in header.entities for i in e.ids] == [
        ("Wiki", "Q 1"),
        ("Other", "2"),
    ]
    assert [e.names["en"] for e in header.entities] == ["Emma", "Other:2"]
    assert found["T4"].features == {"Reference": [e.id for e in header.entities]}
    assert {(c.anchor, c.target, c.texts["en"]) for c in bundle.comments} == {
        (ON_ANNOTATION, found["T4"].id, "Who is she?"),
        (ON_RELATION, knows.id, "Lemma: know"),
    }
    assert bundle.losses == ()


def test_configuration_is_the_scheme(tmp_path: Path) -> None:
    header, _ = read_brat(write_brat(tmp_path, LINES, conf=CONF))
    scheme = header.scheme
    assert scheme is not None
    assert header.extra == {"derived": True}
    assert [layer.id for layer in scheme.layers] == ["Body", "Person", "Speech", "Claim"]
    body, loud = scheme.layer("Body"), scheme.layer("Speech")
    assert body is not None
    assert loud is not None
    assert [t.id for t in scheme.tags_of(body.features[0])] == ["big", "small"]
    assert [(f.id, f.type) for f in loud.features] == [("Loud", "boolean")]
    ends = {
        kind.id: ([e.layer for e in kind.from_ends], [e.layer for e in kind.to_ends])
        for kind in scheme.relation_types
    }
    assert ends == {
        "Knows": (["Person"], ["Person", "Body"]),
        "Same": (["Person", "Body"], ["Person", "Body"]),
        "Who": (["Speech"], ["Person"]),
        "What": (["Speech"], ["*"]),
        "Where": (["Speech"], ["Body"]),
    }
    assert [kind.id for kind in scheme.relation_types if kind.symmetric] == ["Same"]


def test_scheme_of_the_data_where_nothing_is_configured(tmp_path: Path) -> None:
    header, bundle = read_brat(write_brat(tmp_path, LINES))
    assert header.scheme is not None
    types = {
        (owner.id, f.id): f.type
        for owner in (*header.scheme.layers, *header.scheme.relation_types)
        for f in owner.features
    }
    assert types == {
        ("Person", "Sort"): "text",
        ("Person", "Reference"): "entities",
        ("Speech", "Loud"): "boolean",
        ("Knows", "Sure"): "text",
    }
    assert {r.type for r in bundle.relations} == {"Knows", "Same", "Who", "What"}


@pytest.mark.parametrize("named", ["a.ann", "a.txt", ""])
def test_file_text_or_folder(tmp_path: Path, named: str) -> None:
    write_brat(tmp_path / "anna", LINES, conf=CONF)
    store, report = imported(tmp_path / "c.corpus", tmp_path / "anna" / named)
    with store:
        assert (report.documents, report.annotations, report.relations) == (1, 5, 8)
        assert (report.entities, report.comments) == (2, 2)
        assert report.refused == ()
        again = import_files(store, [tmp_path / "anna" / "a.ann"])
    assert (again.documents, again.known_documents, again.annotations) == (0, 1, 0)


def test_who_annotated_is_said_by_names_and_folders(tmp_path: Path) -> None:
    for folder in ("anna", "boris"):
        write_brat(tmp_path / folder, LINES[:1])
    write_brat(tmp_path / "anna", LINES[:1], name="b_c", text=TEXT + "б")
    (tmp_path / "anna" / "b_c.ann").rename(tmp_path / "anna" / "b_c_vera.ann")
    store, report = imported(tmp_path / "c.corpus", tmp_path / "anna", tmp_path / "boris")
    with store:
        assert report.refused == ()
        assert (report.documents, report.known_documents) == (2, 1)
        assert [a.id for a in store.read().annotators()] == ["anna", "boris", "vera"]
    for name, who in (("anna/a.ann", "anna"), ("anna/b_c_vera.ann", "vera")):
        assert read_brat(tmp_path / name, annotator="g")[1].annotations[0].annotator == who
    (tmp_path / "boris" / "a.ann").unlink()
    assert read_brat(tmp_path / "anna" / "a.ann", annotator="g")[1].annotations[0].annotator == "g"


def test_empty_file_is_a_document_without_annotations(tmp_path: Path) -> None:
    path = write_brat(tmp_path, [])
    assert recognise(path).name == "brat"
    _, bundle = read_brat(path)
    assert bundle.annotations == ()
    assert bundle.document.text == TEXT


def test_texts_without_annotations_stay_texts(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Само текст.", encoding="utf-8")
    path = write_brat(tmp_path, LINES[:1], conf=CONF)
    assert recognise(tmp_path / "b.txt").name == "text"
    assert files_in([tmp_path]) == [path, tmp_path / "b.txt"]
    assert without_read_along([tmp_path / "a.txt"]) == [tmp_path / "a.txt"]


@pytest.mark.parametrize("counts_one", [False, True], ids=["two characters", "one character"])
def test_line_breaks_are_kept_however_they_count(tmp_path: Path, counts_one: bool) -> None:
    text = TEXT.replace("\n", "\r\n")
    counted = TEXT if counts_one else text
    lines = [line_of("T1", "A", "Ема", text=counted), line_of("T2", "A", "каза", text=counted)]
    _, bundle = read_brat(write_brat(tmp_path, lines, text))
    assert bundle.document.text == text
    assert [a.quote for a in bundle.annotations] == ["каза", "Ема"]
    assert all(text[a.spans[0][0] : a.spans[0][1]] == a.quote for a in bundle.annotations)


@pytest.mark.parametrize("counts", [False, True])
def test_byte_order_mark_counts_or_not(tmp_path: Path, counts: bool) -> None:
    counted = "\ufeff" * counts + TEXT
    path = write_brat(tmp_path, [line_of("T1", "A", "Ема", text=counted)], "\ufeff" + TEXT)
    _, bundle = read_brat(path)
    begin = TEXT.index("Ема")
    assert bundle.document.text == TEXT
    assert bundle.annotations[0].spans == (Span(begin, begin + 3),)


def test_quote_that_stands_elsewhere_once_is_anchored_anew(tmp_path: Path) -> None:
    moved = line_of("T1", "A", "Ема Вълкова").replace("A ", "A 1")
    path = write_brat(tmp_path / "x", [f"T1\tA 2 13\t{moved.split(chr(9))[2]}"])
    store, report = imported(tmp_path / "c.corpus", path)
    with store:
        (told,) = report.mismatches
        begin = TEXT.index("Ема")
        assert (told.quote, told.begin, told.end) == ("Ема Вълкова", begin, begin + 11)
        (annotation,) = next(store.read().bundles()).annotations
        assert annotation.spans == (Span(begin, begin + 11),)


def test_what_has_no_place_is_counted(tmp_path: Path) -> None:
    lines = [*LINES, "X1\tsomething", "E3\tSpeech:T2", "A9\tSort T1 small"]
    _, bundle = read_brat(write_brat(tmp_path, lines, conf=CONF))
    assert [(loss.kind, loss.count) for loss in bundle.losses] == [("brat_lines", 3)]
    assert len(bundle.annotations) == 5


def test_writing_is_refused(tmp_path: Path) -> None:
    brat = format_named("brat")
    assert not brat.writes


def _expected(corpora: Path) -> dict[str, list[str]]:
    rows = (corpora / "EXPECTED.tsv").read_text(encoding="utf-8").splitlines()
    told = [row.split("\t") for row in rows if not row.startswith("#")]
    return {row[0]: row[3:11] for row in told if row[1:3] == ["brat", "reads"]}


def test_real_corpora_have_what_is_expected(shared: Path) -> None:
    corpora = shared / "corpora"
    expected = _expected(corpora)
    assert len(expected) == 66
    for name, row in expected.items():
        path = corpora / name
        _, bundle = read_brat(path)
        text = bundle.document.text
        covered = [
            sum(
                one is not other
                and any(a.begin < b.end and b.begin < a.end for a in one.spans for b in other.spans)
                for other in bundle.annotations
            )
            for one in bundle.annotations
        ]
        keys = [(a.layer, a.spans) for a in bundle.annotations]
        counted = [
            1,
            len(bundle.annotations),
            0,
            len(bundle.relations),
            0,
            sum(keys.count(key) > 1 for key in keys),
            sum(map(bool, covered)),
            sum(" … ".join(text[b:e] for b, e in a.spans) != a.quote for a in bundle.annotations),
        ]
        assert counted == [int(n) for n in row], name
        assert bundle.losses == (), name

"""What stands inline in TEI: who is chosen, what nests, who holds what is said, and what moves."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from annotator.formats.format import WriteOptions
from annotator.formats.registry import format_named
from annotator.model.annotation import Annotation
from annotator.model.bundle import Bundle, Header, order_of
from annotator.model.corpus import Document
from annotator.model.identity import text_hash
from annotator.model.progress import no_progress
from annotator.model.review import Annotator
from annotator.model.scheme import Layer, Scheme
from annotator.model.span import Span
from annotator.operations.exporting.demo import sample_files
from tests.formats.exported import corpus_of, read

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
TEXT = "Тук мълчи снежният човек до реката"
SCHEME = Scheme(id="winter", layers=(Layer(id="a", overlap="any"),))
HEADER = Header(scheme=SCHEME, annotators=(Annotator(id="anna"), Annotator(id="boris")))


def bundle_of(*annotations: Annotation) -> Bundle:
    document = Document(id="d", name="d", text=TEXT, sha256=text_hash(TEXT))
    return Bundle(document=document, annotations=tuple(sorted(annotations, key=order_of)))


def annotation(
    key: str, begin: int, end: int, *, made: str | None = None, annotator: str = "anna"
) -> Annotation:
    return Annotation(
        id=key, document="d", layer="a", annotator=annotator, spans=(Span(begin, end),),
        quote=TEXT[begin:end], made=made,
    )  # fmt: skip


def written(
    path: Path, header: Header, *bundles: Bundle, annotator: str | None = None
) -> list[str]:
    options = WriteOptions(annotator=annotator)
    format_named("tei").write(header, bundles, path, no_progress, options)
    back = read("tei", path)[1]
    assert [b.annotations for b in back] == [b.annotations for b in bundles]
    return path.read_text("utf-8").split("\n")


def inline_in(path: Path) -> list[str]:
    bodies = etree.parse(path).iter(f"{TEI}body")
    return [e.get(ID)[2:] for body in bodies for e in body.iter() if e.get("resp")]


def test_an_annotation_that_crosses_older_ones_moves_none_of_them(tmp_path: Path) -> None:
    old = [annotation("x", 4, 9, made="2026-01-01"), annotation("y", 10, 24, made="2026-01-01")]
    before = written(tmp_path / "before.xml", HEADER, bundle_of(*old))
    new = annotation("new", 0, 12, made="2026-11-25T08:00:00+00:00")
    after = written(tmp_path / "after.xml", HEADER, bundle_of(*old, new))
    assert inline_in(tmp_path / "after.xml") == ["x", "y"]
    assert [line for line in before if line not in after] == []
    come = [line for line in after if line not in before]
    group = ['<spanGrp type="annotations" ana="#l-a">', "</spanGrp>"]
    assert [line for line in come if "new" not in line and line not in group] == []


def test_somebody_who_comes_later_moves_nothing_whatever_the_name(tmp_path: Path) -> None:
    old = [
        annotation("x", 4, 9, made="2026-01-01", annotator="boris"),
        annotation("y", 10, 24, made="2026-01-02", annotator="boris"),
    ]
    before = written(tmp_path / "before.xml", HEADER, bundle_of(*old))
    new = annotation("new", 25, 30, made="2026-11-25T08:00:00+00:00", annotator="anna")
    after = written(tmp_path / "after.xml", HEADER, bundle_of(*old, new))
    assert inline_in(tmp_path / "after.xml") == ["x", "y"]
    assert [line for line in before if line not in after] == []


def test_of_two_that_cross_the_first_in_the_text_is_inline_where_dates_do_not_tell(
    tmp_path: Path,
) -> None:
    bundle = bundle_of(annotation("x", 0, 9), annotation("y", 4, 24), annotation("z", 10, 15))
    written(tmp_path / "made.xml", HEADER, bundle)
    assert inline_in(tmp_path / "made.xml") == ["x", "z"]


def test_hundreds_of_annotations_on_one_place_can_be_read(tmp_path: Path) -> None:
    many = bundle_of(*(annotation(f"n{number:03}", 4, 24) for number in range(400)))
    written(tmp_path / "made.xml", HEADER, many)
    assert 10 < len(inline_in(tmp_path / "made.xml")) < 250


@pytest.mark.parametrize(("chosen", "inline"), [(None, "x"), ("anna", "x"), ("boris", "y")])
def test_the_chosen_annotator_stands_inline(
    chosen: str | None, inline: str, tmp_path: Path
) -> None:
    bundle = bundle_of(annotation("x", 0, 9), annotation("y", 0, 9, annotator="boris"))
    written(tmp_path / "made.xml", HEADER, bundle, annotator=chosen)
    assert inline_in(tmp_path / "made.xml") == [inline]


def test_the_adjudicated_set_stands_inline_unless_another_is_chosen(tmp_path: Path) -> None:
    people = (Annotator(id="anna"), Annotator(id="boris", kind="adjudicated"))
    header = replace(HEADER, annotators=people)
    bundle = bundle_of(annotation("x", 0, 9), annotation("y", 0, 9, annotator="boris"))
    written(tmp_path / "made.xml", header, bundle)
    assert inline_in(tmp_path / "made.xml") == ["y"]
    written(tmp_path / "made.xml", header, bundle, annotator="anna")
    assert inline_in(tmp_path / "made.xml") == ["x"]


def test_who_holds_what_is_said_is_the_entity_and_nobody_who_only_reports(tmp_path: Path) -> None:
    header, bundles = corpus_of(sample_files()[:2], tmp_path)
    format_named("tei").write(
        header, bundles, tmp_path / "made.xml", no_progress, WriteOptions(annotator="gold")
    )
    text = (tmp_path / "made.xml").read_text("utf-8")
    stance = next(a for a in bundles[0].annotations if (a.annotator, a.source_id) == ("gold", "s1"))
    (said,) = re.findall(rf'<said xml:id="a-{stance.id}"[^>]*>', text)
    assert 'who="#e-russia"' in said
    known = set(re.findall(r'xml:id="([^"]*)"', text))
    assert "p-coder_b" in known
    named = [p for who in re.findall(r' who="([^"]*)"', text) for p in who.split()]
    assert named
    assert all(p.removeprefix("#") in known and p.startswith("#e-") for p in named)

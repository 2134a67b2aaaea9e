"""TEI exports are valid TEI, valid by our own grammar, and that grammar is strict."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from annotator.formats.tei_markup import LETTERS, id_of, name_of, pointer_to
from annotator.model.bundle import Bundle, Header
from annotator.model.corpus import Document
from annotator.model.entity import Entity
from annotator.model.identity import text_hash
from annotator.model.scheme import BuiltInEntity, Feature, Layer, Scheme, Tag
from annotator.operations.exporting.demo import sample_files
from tests.formats.exported import corpus_of, read, write
from tests.strategies import Made, corpora

RNG = "{http://relaxng.org/ns/structure/1.0}"
TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All samples in one file."""
    folder = tmp_path_factory.mktemp("demo")
    write("tei", *corpus_of(sample_files(), folder), folder / "demo.xml")
    return folder / "demo.xml"


@pytest.fixture(scope="module")
def tei_all(shared: Path) -> Any:
    path = shared / "schemas" / "tei" / "tei_all.rng"
    if not path.exists():
        pytest.skip("schemas/tei/tei_all.rng is missing in shared/")
    return etree.RelaxNG(etree.parse(path))


def errors(grammar: Any, document: Path) -> list[str]:
    grammar.validate(etree.parse(document))
    return [f"{e.line}: {e.message}" for e in grammar.error_log]


def test_an_export_is_valid_tei(demo: Path, tei_all: Any) -> None:
    assert errors(tei_all, demo) == []


def test_whatever_is_exported_is_valid_tei(tei_all: Any, tmp_path: Path) -> None:
    @settings(max_examples=25)
    @given(made=corpora())
    def check(made: Made) -> None:
        write("tei", made.header, made.bundles, tmp_path / "made.xml")
        assert errors(tei_all, tmp_path / "made.xml") == []

    check()


def test_an_export_is_valid_by_our_own_grammar(demo: Path, root: Path) -> None:
    own = etree.RelaxNG(etree.parse(root / "resources" / "schemas" / "annotator-tei.rng"))
    assert errors(own, demo) == []


def test_whatever_is_exported_is_valid_by_our_own_grammar(root: Path, tmp_path: Path) -> None:
    own = etree.RelaxNG(etree.parse(root / "resources" / "schemas" / "annotator-tei.rng"))

    @given(made=corpora())
    def check(made: Made) -> None:
        write("tei", made.header, made.bundles, tmp_path / "made.xml")
        assert errors(own, tmp_path / "made.xml") == []

    check()


def test_patterns_of_ids_and_names_let_in_all_that_is_made_and_no_more(root: Path) -> None:
    """So a document that is written again byte for byte need not be held against them."""
    letters = f"[A-Za-z0-9{LETTERS}_.\\-]"
    grammar = etree.parse(root / "resources" / "schemas" / "annotator-tei.rng")
    patterns = [e.text for e in grammar.iter(f"{RNG}param")]
    assert sum(LETTERS in pattern for pattern in patterns) > 30
    for pattern in patterns:
        rest = pattern.replace(letters, "")
        assert LETTERS not in rest, pattern
    plain = re.compile(letters.replace("\\-", "-") + "*")

    @given(st.text(), st.sampled_from(["a", "d", "role"]))
    def check(key: str, prefix: str) -> None:
        made = id_of(prefix, key)
        assert made.startswith(f"{prefix}-")
        assert plain.fullmatch(made)
        assert name_of(key)
        assert plain.fullmatch(name_of(key))
        for known in ((), (key,)):
            assert plain.fullmatch(pointer_to(prefix, key, known).partition("-")[2])

    check()


def test_the_two_forms_of_our_grammar_are_one(root: Path, tmp_path: Path) -> None:
    rnc2rng = pytest.importorskip("rnc2rng")
    folder = root / "resources" / "schemas"
    made = rnc2rng.dumps(rnc2rng.load(str(folder / "annotator-tei.rnc")))
    (tmp_path / "made.rng").write_text(made, encoding="utf-8")
    forms = [etree.tostring(etree.parse(p), method="c14n") for p in
             (tmp_path / "made.rng", folder / "annotator-tei.rng")]  # fmt: skip
    assert forms[0] == forms[1]


def test_our_grammar_lets_in_nothing_that_it_does_not_name(root: Path) -> None:
    grammar = etree.parse(root / "resources" / "schemas" / "annotator-tei.rng")
    names = {e.tag for e in grammar.iter(etree.Element)}
    wild = {f"{RNG}anyName", f"{RNG}nsName", f"{RNG}externalRef", f"{RNG}notAllowed"}
    assert names & wild == set()
    for element in grammar.iter(f"{RNG}element", f"{RNG}attribute"):
        assert element.get("name") or element[0].tag == f"{RNG}name", element.sourceline
    for element in grammar.iter(f"{RNG}mixed"):
        pytest.fail(f"mixed content at line {element.sourceline}")


def test_nothing_is_pretty_printed_inside_a_paragraph(demo: Path) -> None:
    """The string value of each body is the text itself, and each p is one line of it."""
    for element in etree.parse(demo).iter(f"{TEI}body"):
        for paragraph in element.iter(f"{TEI}p"):
            assert "\n" not in "".join(paragraph.itertext())


def test_bodies_have_the_texts_character_for_character(demo: Path, seeds: Path) -> None:
    files = (seeds / "seed", seeds / "invented")
    texts = {p.read_bytes().decode() for folder in files for p in folder.glob("*.txt")}
    bodies = {"".join(b.itertext()) for b in etree.parse(demo).iter(f"{TEI}body")}
    assert bodies == texts


def test_ids_are_unique_and_pointers_resolve(demo: Path) -> None:
    tree = etree.parse(demo)
    ids = [v for e in tree.iter(etree.Element) for k, v in e.attrib.items() if k.endswith("}id")]
    assert len(ids) == len(set(ids))
    known = set(ids)
    names = ("target", "corresp", "ana", "resp", "who", "fVal", "copyOf")
    for element in tree.iter(etree.Element):
        for pointer in " ".join(element.get(n, "") for n in names).split():
            to = pointer.removeprefix("#string-range(").partition(",")[0].removeprefix("#")
            assert to in known or element.tag == f"{TEI}ref", pointer


def test_ids_are_unique_whatever_the_scheme_and_the_entities_are_called(tmp_path: Path) -> None:
    def layer(key: str, feature: str, tag: str) -> Layer:
        tags = (Tag(id=tag),)
        return Layer(id=key, features=(Feature(id=feature, type="tag", tags=tags),))

    layers = (layer("A", "b/c", "d"), layer("A/b", "c", "d"), layer("E", "f", "g/h"))
    scheme = Scheme(id="s", layers=layers, built_in_entities=(BuiltInEntity(id="writer"),))
    document = Document(id="d", name="d", text="Oslo", sha256=text_hash("Oslo"))
    whole = Header(scheme=scheme, entities=(Entity(id="writer", names={"en": "W"}),))
    path = tmp_path / "same.xml"
    write("tei", whole, [Bundle(document=document)], path)
    found = re.findall(r'xml:id="([^"]*)"', path.read_text("utf-8"))
    assert sorted(set(found)) == sorted(found)
    assert read("tei", path)[0] == whole

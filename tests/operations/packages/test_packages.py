"""A package holds what its annotator may see, opens as a corpus of its own, and goes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.formats.package import read_manifest
from annotator.model.errors import AnnotatorError, PackageError, RuleError, StoreError
from annotator.model.package import RETURN, WORK
from annotator.model.review import MACHINE, Annotator
from annotator.operations.comments.comments import add_comment
from annotator.operations.keeping.corpus import put_annotator
from annotator.operations.packages.packages import (
    Parcel,
    open_package,
    pack_return,
    pack_work,
    package_of,
)
from annotator.operations.tagging.annotate import tag_spans
from annotator.store.store import Store
from tests.operations.field_notes import WHO, only_document, span_of
from tests.operations.sent import LEAD, hand_out


def tag(store: Store, word: str, who: str) -> None:
    tag_spans(store, only_document(store), "bird", [span_of(word)], annotator=who)


@pytest.fixture
def handed(notes: Store) -> str:
    """Notes with work of several on them, handed out; the id of the round."""
    put_annotator(notes, Annotator(id=LEAD))
    put_annotator(notes, Annotator(id="robot", kind=MACHINE))
    made = hand_out(notes, "anna", "boris")
    for who, word in (("anna", "heron"), ("boris", "dippers"), ("robot", "weir")):
        tag(notes, word, who)
    for who in (LEAD, "boris"):
        add_comment(notes, document=only_document(notes), anchor="document", text=f"By {who}",
                    language="en", annotator=who)  # fmt: skip
    return made


def packed(store: Store, tmp_path: Path, **parcel: object) -> Path:
    path = tmp_path / "out.annotator-package"
    pack_work(store, path, Parcel(annotator="anna", by=LEAD, **parcel))  # pyright: ignore[reportArgumentType]
    return path


def test_a_blind_package_has_nobody_elses_work(notes: Store, handed: str, tmp_path: Path) -> None:
    path = packed(notes, tmp_path, round=handed)
    assert b"boris" not in path.read_bytes()
    store, package = open_package(path, tmp_path / "anna.corpus")
    with store:
        reader = store.read()
        key = only_document(store)
        assert {a.annotator for a in reader.annotations(key)} == {"anna", "robot"}
        assert [c.annotator for c in reader.comments(key)] == [LEAD]
        assert {a.id for a in reader.annotators()} == {"anna", "robot", LEAD}
        assert [a.annotator for a in reader.assignments()] == ["anna"]
        (made,) = reader.rounds()
        assert (made.id, made.annotators) == (handed, ("anna",))
        assert store.scheme == notes.scheme
    assert (package.kind, package.to_annotator, package.is_blind) == (WORK, "anna", True)
    assert len(package.base) == package.counts["annotations"] + package.counts["comments"]


def test_a_blind_package_has_of_a_lead_who_annotates_too_only_what_was_said_to_them(
    notes: Store, handed: str, tmp_path: Path
) -> None:
    key = only_document(notes)

    def say(text: str, who: str, **more: str | None) -> str:
        given = {"anchor": "document", "language": "en", **more}
        return add_comment(notes, document=key, text=text, annotator=who, **given).id  # pyright: ignore[reportArgumentType]

    tag(notes, "bittern", LEAD)
    hers = next(a for a in notes.read().annotations(key) if a.annotator == "anna")
    asked = say("Is it?", "anna")
    doubted = say("Hm.", "boris", thread=asked)
    expected = {
        asked,
        say("It is.", LEAD, thread=asked),
        say("So be it.", LEAD, thread=doubted),
        say("Longer.", LEAD, anchor="annotation", target=hers.id),
    }
    say("No bird there.", LEAD)
    store, _ = open_package(packed(notes, tmp_path, round=handed), tmp_path / "anna.corpus")
    with store:
        assert {c.id for c in store.read().comments(key)} == expected
    open_one, _ = open_package(packed(notes, tmp_path, is_blind=False), tmp_path / "open.corpus")
    with open_one:
        assert len(open_one.read().comments(key)) == len(notes.read().comments(key))


def test_an_open_one_has_it_all(notes: Store, handed: str, tmp_path: Path) -> None:
    path = packed(notes, tmp_path, round="First", is_blind=False, due="2026-12-01")
    store, package = open_package(path, tmp_path / "anna.corpus")
    with store:
        found = store.read().annotations(only_document(store))
        assert {a.annotator for a in found} == {"anna", "boris", "robot"}
        assert store.read().rounds()[0].due == "2026-12-01"
    assert package.due == "2026-12-01"


def test_the_same_work_is_the_same_bytes(notes: Store, handed: str, tmp_path: Path) -> None:
    first = packed(notes, tmp_path).read_bytes()
    assert packed(notes, tmp_path).read_bytes() == first


def test_only_some_layers_go_along(notes: Store, handed: str, tmp_path: Path) -> None:
    other = next(x.id for x in notes.scheme.layers if x.id != "bird")
    store, package = open_package(packed(notes, tmp_path, layers=(other,)), tmp_path / "a.corpus")
    with store:
        assert store.read().annotations(only_document(store)) == []
    assert package.layers == (other,)


def test_what_goes_back_knows_where_it_came_from(notes: Store, handed: str, tmp_path: Path) -> None:
    store, got = open_package(packed(notes, tmp_path), tmp_path / "anna.corpus")
    with store:
        tag(store, "bittern", "anna")
        back = tmp_path / "back.annotator-package"
        pack_return(store, back)
        kept = package_of(store.read())
    package = read_manifest(back)
    assert kept is not None
    assert (package.kind, package.from_annotator, package.to_annotator) == (RETURN, "anna", LEAD)
    assert (package.id, package.base) == (got.id, got.base)
    assert package.counts["annotations"] == got.counts["annotations"] + 1
    with pytest.raises(PackageError) as found:
        open_package(back, tmp_path / "other.corpus")
    assert found.value.code == "package_not_work"
    assert not (tmp_path / "other.corpus").exists()


def test_what_cannot_be_sent_says_why_and_leaves_no_file(
    notes: Store, handed: str, tmp_path: Path
) -> None:
    target = tmp_path / "none.annotator-package"
    for parcel in (
        Parcel(annotator="nobody-there"),
        Parcel(annotator="anna", round="no round"),
        Parcel(annotator=WHO),
    ):
        with pytest.raises(AnnotatorError):
            pack_work(notes, target, parcel)
    with pytest.raises(RuleError):
        pack_return(notes, target)
    assert not target.exists()


def test_a_package_does_not_open_over_a_corpus(notes: Store, handed: str, tmp_path: Path) -> None:
    path, target = packed(notes, tmp_path), tmp_path / "there.corpus"
    target.write_bytes(b"precious")
    with pytest.raises(StoreError):
        open_package(path, target)
    assert target.read_bytes() == b"precious"

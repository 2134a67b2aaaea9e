"""What a person may give to the scripts that draw and measure a corpus, and what they say to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.review import Annotator
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, open_corpus, put_annotator
from annotator.operations.tagging import annotate
from tests import painted, text_screenshots
from tests.given import given_corpus
from tests.stress import WHO, make_stress, scheme


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    make_stress(tmp_path / "stress.corpus", tmp_path).close()
    return tmp_path / "stress.corpus"


def test_a_copy_is_lent_and_gone_afterwards(corpus: Path) -> None:
    before = corpus.read_bytes()
    with given_corpus(corpus, document="emoji", annotator=WHO) as copy:
        copy.write_bytes(b"")
    assert not copy.exists()
    assert corpus.read_bytes() == before


def test_what_is_not_there_is_named_with_what_is(corpus: Path) -> None:
    for wanted in ({"document": "nowhere"}, {"annotator": "nobody"}):
        with pytest.raises(SystemExit) as told, given_corpus(corpus, **wanted):
            pass
        (name,) = wanted.values()
        assert f"{name!r} in this corpus; there are " in str(told.value)
        assert ("emoji" in str(told.value)) is ("document" in wanted)


def test_what_is_no_corpus_is_said_by_its_own_name(corpus: Path, tmp_path: Path) -> None:
    junk, damaged = tmp_path / "junk.txt", tmp_path / "damaged.corpus"
    junk.write_text("No corpus.", encoding="utf-8")
    damaged.write_bytes(corpus.read_bytes()[:8192] + b"\xa5" * 40_000)
    for path in (junk, damaged):
        with pytest.raises(SystemExit) as told, given_corpus(path):
            pass
        assert str(told.value).startswith(str(path))


def test_a_corpus_without_documents_is_told_and_one_without_annotations_measured(
    tmp_path: Path, capsys, qapp
) -> None:
    given = ["--corpus", str(tmp_path / "empty.corpus"), "--quick"]
    with new_corpus(tmp_path / "empty.corpus", scheme=scheme()):
        pass
    for work in (
        lambda: painted.main(given),
        lambda: text_screenshots.take_text(tmp_path, tmp_path / "empty.corpus", None, None),
    ):
        with pytest.raises(SystemExit, match="there is no document"):
            work()
    (tmp_path / "bare.txt").write_text("Никой не е анотирал това.", encoding="utf-8")
    with open_corpus(tmp_path / "empty.corpus") as store:
        import_files(store, [tmp_path / "bare.txt"])
    assert painted.main(given) == 0
    assert "1 measured, 0 findings" in capsys.readouterr().out


def test_a_picture_that_would_not_show_what_its_name_says_is_left_out(
    corpus: Path, tmp_path: Path, capsys, qapp
) -> None:
    """One of before is gone as well: it would be taken for a picture of this document."""
    wanted = {view.name: view for view in text_screenshots._views()}
    (tmp_path / "text-frame.png").write_bytes(b"of another document")
    for document, name in (
        ("emoji", "text-frame"),
        ("emoji", "text-all-relations"),
        ("layers", "text-rows"),
        ("layers", "text-differences"),
        ("emoji", "text-selected"),
        ("layers", "text-frame-dark-bg"),
    ):
        text_screenshots._take(tmp_path, corpus, document, None, tmp_path, wanted[name])
    told = capsys.readouterr().out
    assert told.count("left out, ") == 4
    assert "text-frame.png: left out, no relation goes from any centre of a frame here" in told
    assert told.count("left out, nobody else annotated this document") == 2
    assert {path.name for path in tmp_path.glob("*.png")} == {
        "text-selected.png",
        "text-frame-dark-bg.png",
    }


def test_pictures_show_the_work_of_whoever_did_most_of_their_document(
    corpus: Path, tmp_path: Path, qapp
) -> None:
    with open_corpus(corpus) as store:
        put_annotator(store, Annotator(id="another"))
        document = store.read().document_id("cjk")
        assert document is not None
        made = store.read().annotations(document)
        with store.edit("annotate.tag", annotator="another") as edit:
            for annotation in made[:-1]:
                edit.put(annotation._replace(annotator="another"))
    view = text_screenshots.View("who", text_screenshots._stand)
    with open_corpus(corpus) as store:
        for annotation in store.read().annotations(store.read().first_document() or ""):
            annotate.remove_annotation(store, annotation.id, annotator=WHO)
    for shown, who in (("cjk", "another"), ("arabic", WHO), (None, WHO)):
        window = text_screenshots._open(corpus, shown, None, tmp_path, view)
        assert window.sitting.annotator == who
        assert window.surface.marks()
        text_screenshots._close()

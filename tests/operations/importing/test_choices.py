"""What is decided about files before they come in."""

from __future__ import annotations

from pathlib import Path

from annotator.operations.importing.choices import FileChoice, ImportChoices
from annotator.operations.importing.importing import import_files
from annotator.operations.importing.preview import glance
from annotator.store.store import Store

NEWS = "Съветът отхвърли моста\n\nСъветът на града отхвърли строежа.\n\nФериботът остава."


def _document(store: Store, name: str):
    (row,) = [r for r in store.read().documents() if r.name == name]
    return store.read().document(row.id)


def test_each_file_has_its_own_encoding(notes: Store, tmp_path: Path) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_bytes(NEWS.encode("koi8-r"))
    other.write_text(NEWS + " Така.", encoding="utf-8")
    choices = ImportChoices(files={one: FileChoice(decoding="koi8-r")})
    report = import_files(notes, [one, other], choices=choices)
    assert (report.documents, report.refused) == (2, ())
    assert _document(notes, "one").text == NEWS
    assert _document(notes, "other").text == NEWS + " Така."


def test_roles_chosen_in_the_preview_are_those_of_the_segments(
    notes: Store, tmp_path: Path
) -> None:
    path = tmp_path / "one.txt"
    path.write_text(NEWS, encoding="utf-8")
    closed = next(r for r in notes.scheme.segment_roles if not r.annotate)
    choices = ImportChoices(files={path: FileChoice(roles={1: closed.id, 9: closed.id})})
    import_files(notes, [path], choices=choices)
    segments = notes.read().segments(_document(notes, "one").id)
    assert [s.role == closed.id for s in segments] == [False, True, False]
    assert not segments[1].annotate


def test_names_say_what_the_file_does_not(notes: Store, tmp_path: Path) -> None:
    text, line = tmp_path / "one.txt", tmp_path / "two.jsonl"
    text.write_text(NEWS, encoding="utf-8")
    line.write_text('{"text": "Other text here.", "title": "Its own"}\n', encoding="utf-8")
    told = FileChoice(metadata={"title": "From the name", "outlet": "Daily"})
    choices = ImportChoices(files={text: told, line: told}, by_letters=True)
    report = import_files(notes, [text, line], choices=choices)
    assert report.languages == {"bg": 1}
    found = _document(notes, "one").metadata
    assert (found["title"].value, found["title"].inferred) == ("From the name", True)
    assert (found["language"].value, found["language"].inferred) == ("bg", True)
    other = _document(notes, "Its own").metadata
    assert (other["title"].value, other["outlet"].value) == ("Its own", "Daily")
    assert "language" not in other


def test_a_language_that_is_told_is_not_guessed(notes: Store, tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text(NEWS, encoding="utf-8")
    report = import_files(notes, [path], language="mk", choices=ImportChoices(by_letters=True))
    found = _document(notes, "one").metadata["language"]
    assert (found.value, found.inferred, report.languages) == ("mk", False, {})


def test_texts_of_several_languages_tell_their_own(notes: Store, tmp_path: Path) -> None:
    said = {"bg": NEWS, "ru": "Он объявил, что мы были в этом городе.", "unknown": "1974"}
    for name, text in said.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    bad = tmp_path / "bad.txt"
    bad.write_text("\n", encoding="utf-8")
    files = [*(tmp_path / f"{name}.txt" for name in said), bad]
    report = import_files(notes, files, choices=ImportChoices(by_letters=True))
    assert (report.languages, len(report.refused)) == ({"bg": 1, "ru": 1}, 1)
    assert "language" not in _document(notes, "unknown").metadata


def test_a_foreign_layer_becomes_one_of_ours(notes: Store, tmp_path: Path) -> None:
    ours = notes.scheme.layers[0].id
    path = tmp_path / "flat.jsonl"
    path.write_text(
        '{"text": "Ann met Bob.", "spans": [{"start": 0, "end": 3, "label": "PER", "sure": "yes"},'
        ' {"start": 8, "end": 11, "label": "OTHER"}]}\n',
        encoding="utf-8",
    )
    seen = glance(path, scheme=notes.scheme)
    assert [(layer, count) for layer, _, count in seen.layers] == [("PER", 1), ("OTHER", 1)]
    report = import_files(notes, [path], choices=ImportChoices(layers={"PER": ours}))
    assert (report.annotations, report.refused) == (2, ())
    document = next(r for r in notes.read().documents() if r.name == "flat 1")
    found = {a.quote: a for a in notes.read().annotations(document.id)}
    assert (found["Ann"].layer, found["Bob"].layer) == (ours, "OTHER")
    assert found["Ann"].features["sure"] == "yes"
    assert notes.scheme.layer("PER") is None
    assert notes.scheme.layer(ours).feature("sure") is not None


def test_two_foreign_layers_may_become_one(notes: Store, tmp_path: Path) -> None:
    ours = notes.scheme.layers[0].id
    path = tmp_path / "flat.jsonl"
    path.write_text(
        '{"text": "Ann met Bob.", "spans": [{"start": 0, "end": 3, "label": "A", "one": "x"},'
        ' {"start": 8, "end": 11, "label": "B", "two": "y"}]}\n',
        encoding="utf-8",
    )
    report = import_files(notes, [path], choices=ImportChoices(layers={"A": ours, "B": ours}))
    assert (report.annotations, report.refused) == (2, ())
    layer = notes.scheme.layer(ours)
    assert layer.feature("one") is not None
    assert layer.feature("two") is not None

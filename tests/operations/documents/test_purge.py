"""What is removed for good is in no byte of the file, its journal or what is kept of edits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.corpus import DocumentSet
from annotator.model.errors import RuleError
from annotator.model.review import Annotator, Decision, Round
from annotator.operations.checking.check import check
from annotator.operations.comments.comments import add_comment
from annotator.operations.documents.purge import footprint, purge_document
from annotator.operations.documents.revisions import correct_text
from annotator.operations.exporting.demo import sample_files
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, open_corpus, put_annotator, scheme_named
from annotator.operations.keeping.safety import make_backup
from annotator.operations.tagging.annotate import remove_annotation
from annotator.store.files.drafts import draft_file, read_drafts, write_drafts
from annotator.store.history.journal import journal_folder
from annotator.store.store import Store

SECRETS = ("Zyxwvutska", "Ксилофоновски", "qqwweerrtty-🙂-secret", "Вторатайна")
OTHER = "Obyknovennyj"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A corpus with a secret document among others, and much done to it."""
    monkeypatch.setenv("ANNOTATOR_STATE", str(tmp_path / "state"))
    texts = tmp_path / "texts"
    texts.mkdir()
    body = f"{SECRETS[0]} lives here. {SECRETS[1]} живее тук. {SECRETS[2]} is long. "
    (texts / "secret.txt").write_text(f"{SECRETS[0]}\n\n" + body * 200, encoding="utf-8")
    (texts / "other.txt").write_text(f"{OTHER}\n\n{OTHER} text.", encoding="utf-8")
    made = new_corpus(tmp_path / "a.corpus", scheme=scheme_named(None))
    put_annotator(made, Annotator(id="vera"))
    import_files(made, [*sample_files()[:2], texts / "other.txt", texts / "secret.txt"])
    key = made.read().document_id("secret.txt") or made.read().document_id("secret")
    assert key is not None
    _work_on(made, key)
    return made


def _work_on(store: Store, key: str) -> None:
    from annotator.operations.tagging.annotate import tag_spans

    layer = next(x for x in store.scheme.layers if x.anchoring in ("characters", "tokens"))
    text = store.read().text(key)
    for secret in SECRETS[:2]:
        at = text.index(secret)
        tag_spans(store, key, layer.id, [(at, at + len(secret))], annotator="vera")
    gone = store.read().annotations(key)[0]
    remove_annotation(store, gone.id, annotator="vera")
    add_comment(
        store, document=key, anchor="document", text=SECRETS[3], language="bg", annotator="vera"
    )
    correct_text(store, key, text.replace("lives", "lived", 1), annotator="vera")
    made = Decision(id="d", document=key, annotator="vera", kind="missing", answer="none",
                    quote=SECRETS[0], reason=SECRETS[3],
                    versions={"vera": ({"quote": SECRETS[1]},)})  # fmt: skip
    for decision in (made, replace(made, reason="later")):
        with store.edit("adjudicate.decide", annotator="vera") as edit:
            edit.put(decision)
    put_annotator(store, Annotator(id="between"))
    add_comment(
        store, document=key, anchor="document", text=SECRETS[3], language="bg", annotator="vera"
    )
    with store.edit("documents.put_in_set", annotator=None) as edit:
        edit.put(DocumentSet(id="s", names={"en": "S"}, documents=(key,)))
    store.undo()
    store.redo()
    store.undo()


def secret_key(store: Store) -> str:
    """Return the id of the document that is to go."""
    reader = store.read()
    found = reader.document_id("secret.txt") or reader.document_id("secret")
    assert found is not None
    return found


def traces(store: Store, *words: str) -> list[tuple[str, str]]:
    """Return in which files of a closed corpus words are found, in any letter case."""
    path, journal = store.path, journal_folder(store.corpus_id)
    files = [*path.parent.glob(f"{path.name}*"), *journal.glob("*")]
    found: list[tuple[str, str]] = []
    for file in files:
        data = file.read_bytes()
        for word in words:
            if any(form.encode() in data for form in (word, word.lower(), word[4:])):
                found.append((file.name, word))
    return found


def test_nothing_is_left_of_what_is_removed_for_good(store: Store) -> None:
    key = secret_key(store)
    before = footprint(store, key)
    assert before.counts["annotation"] >= 1
    assert before.counts["revision"] == 1
    kept = {row.id: row.annotations for row in store.read().documents() if row.id != key}
    purge_document(store, key, confirm=before.title or before.name)
    assert {row.id: row.annotations for row in store.read().documents()} == kept
    report = check(store)
    assert report.damage == ()
    assert all(key not in group.documents for group in store.read().sets())
    put_annotator(store, Annotator(id="after"))
    store.close()
    assert traces(store, *SECRETS) == []
    assert traces(store, OTHER) != []
    with open_corpus(store.path) as again:
        assert check(again).damage == ()


def test_before_it_is_removed_it_is_found_everywhere(store: Store) -> None:
    """The test above can fail."""
    store.close()
    assert {word for _, word in traces(store, *SECRETS)} == set(SECRETS)
    assert {name[-6:] for name, _ in traces(store, *SECRETS)} >= {".jsonl", "corpus"}


def test_there_is_no_undo_and_other_steps_can_still_be_taken_back(store: Store) -> None:
    key = secret_key(store)
    purge_document(store, key, confirm=footprint(store, key).name)
    step = store.undo_step()
    assert step is not None
    assert step.kind == "corpus.annotator"
    store.undo()
    assert "between" not in {a.id for a in store.read().annotators()}
    assert store.redo() is not None
    while store.undo() is not None:
        assert not store.read().has_document(key)
    while store.redo() is not None:
        assert not store.read().has_document(key)
    assert check(store).damage == ()
    store.close()
    assert traces(store, *SECRETS) == []


def test_it_must_be_confirmed(store: Store) -> None:
    key = secret_key(store)
    commits = store.commits()
    for word in ("", "yes", key):
        with pytest.raises(RuleError):
            purge_document(store, key, confirm=word)
    assert store.commits() == commits
    assert store.read().has_document(key)


def test_backups_that_have_it_are_named(store: Store) -> None:
    made = make_backup(store)
    key = secret_key(store)
    found = purge_document(store, key, confirm=footprint(store, key).name)
    assert made in found.backups
    later = make_backup(store)
    other = store.read().first_document()
    assert other is not None
    assert later in footprint(store, other).backups
    assert all(SECRETS[1].encode() not in p.read_bytes() for p in [later] if p is not None)


def test_its_id_is_gone_too_from_sets_rounds_and_drafts(store: Store) -> None:
    key = secret_key(store)
    other = store.read().first_document()
    assert other is not None
    for documents in ((key,), (other, key), (key, other)):
        with store.edit(
            "documents.put_in_set", annotator=None, data={"names": list(documents)}
        ) as edit:
            edit.put(DocumentSet(id="s", names={"en": "S"}, documents=documents))
            edit.put(Round(id="r", names={"en": "R"}, documents=documents, pilot=(key,)))
    files = [draft_file(path) for path in (store.path, store.path.with_name("other.corpus"))]
    for file in files:
        write_drafts(file, [("comment", key, "", "", SECRETS[0]), ("comment", "else", "", "", "x")])
    purge_document(store, key, confirm=footprint(store, key).name)
    assert [list(read_drafts(file)) for file in files] == [[("comment", "else", "", "", "x")]] * 2
    (handed,) = store.read().rounds()
    assert (len(handed.documents), handed.pilot) == (1, ())
    assert check(store).damage == ()
    while store.undo() is not None:
        assert check(store).damage == ()
    while store.redo() is not None:
        assert all(key not in group.documents for group in store.read().sets())
    assert check(store).damage == ()
    store.close()
    assert traces(store, key) == []

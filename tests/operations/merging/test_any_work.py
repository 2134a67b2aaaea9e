"""Whatever several people did apart: merging loses nothing, in any order, any number of times."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.annotation import Annotation, Relation
from annotator.model.review import Annotator, Comment
from annotator.model.span import Span
from annotator.operations.documents.documents import set_assignment
from annotator.operations.keeping.corpus import open_corpus, put_annotator
from annotator.operations.merging.merging import merge
from annotator.store.store import Store
from annotator.text.quoting import quote_of
from tests.operations.field_notes import TEXT, make_notes, only_document
from tests.operations.sent import LEAD, bring, digests, hand_out, send

PEOPLE = ("anna", "boris")


class Deed(NamedTuple):
    """One thing that somebody does: what, to which of what is theirs, where."""

    what: str
    which: int
    begin: int


def deeds(*what: str) -> st.SearchStrategy[list[Deed]]:
    one = st.builds(Deed, st.sampled_from(what), st.integers(0, 5), st.integers(0, 60))
    return st.lists(one, max_size=5)


class Story(NamedTuple):
    """Deeds before work is handed out, of each annotator apart, and of the lead meanwhile."""

    before: list[Deed]
    anna: list[Deed]
    boris: list[Deed]
    more: list[Deed]
    lead: list[Deed]


ANY = ("add", "add", "change", "remove", "relate", "say", "finish")
STORIES = st.builds(
    Story, deeds("add"), deeds(*ANY), deeds(*ANY), deeds(*ANY), deeds("add", "change", "say")
)


def do(store: Store, who: str, done: Sequence[Deed], *, owner: str | None = None) -> None:
    """Let somebody do something; what they change is that of `owner`, else their own."""
    key = only_document(store)
    for number, deed in enumerate(done):
        reader = store.read()
        mine = [a for a in reader.annotations(key, annotator=owner or who)]
        one = mine[deed.which % len(mine)] if mine else None
        name = f"{store.path.stem}-{who}-{store.commits()}-{number}"
        with store.edit("annotate.tag", annotator=who) as edit:
            if deed.what == "add":
                spans = (Span(deed.begin, deed.begin + 5),)
                edit.put(Annotation(name, key, "bird", who, spans, quote_of(TEXT, spans)))
            elif deed.what == "say":
                edit.put(Comment(id=name, document=key, annotator=who, anchor="document",
                                 texts={"en": name}))  # fmt: skip
            elif one is None or deed.what == "finish":
                pass
            elif deed.what == "change":
                edit.put(one._replace(origin_detail={"seen": name}, changed=name))
            elif deed.what == "remove":
                edit.remove(Annotation, one.id)
            else:
                edit.put(Relation(name, key, "near", who, one.id, mine[0].id))
        if deed.what == "finish":
            set_assignment(store, key, who, "finished")


class Told(NamedTuple):
    """What a story led to: the lead's corpus before any merge, and the packages."""

    lead: Path
    packages: dict[str, Path]
    theirs: dict[str, list[Annotation]]
    begun: dict[str, tuple[object, ...]]


def tell(story: Story, template: Path, folder: Path) -> Told:
    path = folder / "lead.corpus"
    shutil.copyfile(template, path)
    packages: dict[str, Path] = {}
    theirs: dict[str, list[Annotation]] = {}
    with open_corpus(path) as lead:
        for who in PEOPLE:
            do(lead, who, story.before)
        begun = {a.id: said(a) for a in lead.read().annotations(only_document(lead))}
        for who, done in (("anna", story.anna), ("boris", story.boris)):
            with send(lead, who, folder) as store:
                do(store, who, done)
                packages[who] = bring(store, folder)
                if who == "anna":
                    do(store, who, story.more)
                    packages["anna later"] = bring(store, folder, "later")
                key = only_document(store)
                theirs[who] = store.read().annotations(key, annotator=who)
        do(lead, LEAD, story.lead)
        do(lead, LEAD, [d for d in story.lead if d.what == "change"], owner="anna")
    return Told(path, packages, theirs, begun)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("any") / "lead.corpus"
    with make_notes(path) as store:
        put_annotator(store, Annotator(id=LEAD))
        hand_out(store, *PEOPLE)
    return path


def merged(told: Told, order: Sequence[str], then: Callable[[Store], None]) -> dict[str, str]:
    """Merge packages one by one into a copy of the lead's corpus; return its digests."""
    copy = told.lead.with_name("copy.corpus")
    shutil.copyfile(told.lead, copy)
    with open_corpus(copy) as store:
        for name in order:
            merge(store, [told.packages[name]], by=LEAD)
        found = digests(store)
        then(store)
    copy.unlink()
    return found


def said(annotation: Annotation) -> tuple[object, ...]:
    detail = annotation.origin_detail or {}
    return annotation.spans, annotation.quote, annotation.layer, detail.get("seen")


@given(story=STORIES)
@settings(max_examples=12, deadline=None)
def test_nothing_is_lost_in_any_order(story: Story, template: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        told = tell(story, template, Path(name))
        with open_corpus(told.lead, read_only=True) as store:
            ours = {a.id: a for a in store.read().annotations(only_document(store))}
            steps = [(s.number, s.kind, s.annotator, s.count) for s in store.history()]
            before = digests(store)

        def look(store: Store) -> None:
            there = {a.id: a for a in store.read().annotations(only_document(store))}
            conflicts = {a.origin_detail["conflict"]: a for a in there.values()
                         if a.origin_detail and "conflict" in a.origin_detail}  # fmt: skip
            for who in PEOPLE:
                for annotation in told.theirs[who]:
                    assert annotation.id in there
                    if said(annotation) != told.begun.get(annotation.id):
                        found = (there[annotation.id], conflicts.get(annotation.id))
                        assert said(annotation) in [said(a) for a in found if a is not None]
            owned = {a.id for who in PEOPLE for a in told.theirs[who]}
            for key, annotation in ours.items():
                is_deleted = annotation.annotator in PEOPLE and key not in owned
                assert key in there or (is_deleted and said(annotation) == told.begun[key])
                if said(annotation) != told.begun.get(key):
                    assert said(there[key]) == said(annotation)
            assert list(store.damage()) == []
            assert [(s.number, s.kind, s.annotator, s.count) for s in store.history()][
                -len(steps) :
            ] == steps
            after = digests(store)
            merge(store, list(told.packages.values()), by=LEAD)
            assert digests(store) == after
            while store.history(limit=1)[0].kind == "packages.merge":
                if store.undo(LEAD) is None or digests(store) == before:
                    break
            assert digests(store) == before

        found = merged(told, ("anna", "anna later", "boris"), look)
        for order in (("boris", "anna", "anna later"), ("anna", "boris", "anna later")):
            assert merged(told, order, look) == found
        assert merged(told, ("anna later", "boris"), look) == found
        assert merged(told, ("boris", "anna later", "anna"), look) == found


def test_a_second_version_goes_with_what_it_was_one_of(template: Path, tmp_path: Path) -> None:
    """Who changed something that we changed too, and removed it later, has no version of it."""
    add, change, remove = Deed("add", 0, 0), Deed("change", 0, 0), Deed("remove", 0, 0)
    for more in ([remove], [change], [change, remove], []):
        folder = tmp_path / "-".join(["story", *(deed.what for deed in more)])
        folder.mkdir()
        told = tell(Story([add], [change], [], more, [change]), template, folder)
        versions: list[list[str]] = []

        def look(store: Store, versions: list[list[str]] = versions) -> None:
            found = store.read().annotations(only_document(store), annotator="anna")
            versions.append(sorted(str((a.origin_detail or {}).get("seen")) for a in found))

        found = merged(told, ("anna", "anna later"), look)
        assert merged(told, ("anna later",), look) == found
        assert versions[0] == versions[1]
        assert len(versions[0]) == (1 if remove in more else 2)

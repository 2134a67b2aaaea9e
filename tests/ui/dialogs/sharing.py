"""Packages for the tests of their dialogs, made by operations from the corpus of the samples."""

from __future__ import annotations

from pathlib import Path

from annotator.model.annotation import Annotation
from annotator.operations.packages.packages import Parcel, open_package, pack_return, pack_work
from annotator.operations.rounds.rounds import hand_to
from annotator.operations.tagging.annotate import remove_annotation, set_confidence, tag_spans
from annotator.store.store import Store

WHO = "coder_b"


def sent(store: Store, folder: Path, *, who: str = WHO, due: str | None = None) -> Path:
    """Return a package of work for somebody who has three documents."""
    documents = tuple(row.id for row in store.read().documents())[:3]
    person = next(a for a in store.read().annotators() if a.id == who)
    hand_to(store, person, documents, by="gold")
    path = folder / f"{who}.annotator-package"
    pack_work(store, path, Parcel(annotator=who, by="gold", due=due))
    return path


def own(store: Store, who: str = WHO) -> list[Annotation]:
    """Return the annotations of somebody on the first document."""
    first = next(iter(store.read().documents())).id
    found = (a for a in store.read().annotations(first) if a.annotator == who)
    return sorted(found, key=lambda a: (a.spans, a.id))


def brought(store: Store, folder: Path, *, who: str = WHO) -> Path:
    """Return the package that brings work back: one new, one changed, one deleted."""
    theirs, _ = open_package(sent(store, folder, who=who), folder / f"{who}.corpus")
    with theirs:
        mine = own(theirs, who)
        first = mine[0]
        set_confidence(theirs, mine[1].id, "unsure", annotator=who)
        related = {r.from_id for r in theirs.read().relations(document(theirs))}
        related |= {r.to_id for r in theirs.read().relations(document(theirs))}
        lone = next(a for a in mine[2:] if a.id not in related)
        remove_annotation(theirs, lone.id, annotator=who)
        tag_spans(theirs, document(theirs), first.layer, [free_word(theirs, who)], annotator=who)
        back = folder / f"{who}-back.annotator-package"
        pack_return(theirs, back)
    return back


def document(store: Store) -> str:
    """Return the id of the first document."""
    return next(iter(store.read().documents())).id


def free_word(store: Store, who: str) -> tuple[int, int]:
    """Return a word of the body that nothing of somebody stands on."""
    key = document(store)
    text = store.read().document(key).text
    taken = [span for a in store.read().annotations(key) if a.annotator == who for span in a.spans]
    open_parts = [s for s in store.read().segments(key) if s.annotate]
    for part in open_parts:
        begin = part.begin
        for word in text[part.begin : part.end].split(" "):
            end = begin + len(word)
            is_free = all(end <= s.begin or s.end <= begin for s in taken)
            if word.isalpha() and len(word) > 3 and is_free:
                return begin, end
            begin = end + 1
    raise AssertionError("no free word")

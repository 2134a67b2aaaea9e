"""Corpora: the schemes there are, making a corpus, opening one."""

from __future__ import annotations

from pathlib import Path

from annotator.formats.scheme_file import read_schemes
from annotator.model.errors import AnnotatorError, StoreError
from annotator.model.review import Annotator
from annotator.model.scheme import Scheme
from annotator.places import resources
from annotator.store.store import Store

SUFFIX = ".corpus"


def builtin_schemes() -> tuple[tuple[Scheme, ...], str]:
    """Return the schemes that come with the program and the id of the default one."""
    return read_schemes(resources() / "schemes" / "schemes.json")


def scheme_named(name: str | None) -> Scheme:
    """Return a scheme by its id, or from a scheme file; None means the default one.

    AnnotatorError names the schemes that there are.
    """
    known, default = builtin_schemes()
    wanted = name or default
    for scheme in known:
        if scheme.id == wanted:
            return scheme
    path = Path(wanted)
    if path.is_file():
        schemes, first = read_schemes(path)
        return next((s for s in schemes if s.id == first), schemes[0])
    raise AnnotatorError("scheme_missing", name=wanted, known=", ".join(s.id for s in known))


def new_corpus(path: Path, *, scheme: Scheme, annotator: Annotator | None = None) -> Store:
    """Make a corpus file, and its folder; StoreError if there is a file of that name."""
    if path.exists():
        raise StoreError("corpus_exists", path=str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError("cannot_make", path=str(path), reason=reason) from error
    return Store.create(path, scheme, annotators=(annotator,) if annotator else ())


def open_corpus(path: Path, *, read_only: bool = False, is_brief: bool = False) -> Store:
    """Open a corpus file, briefly for one edit; StoreError says why it cannot be opened."""
    return Store.open(path, read_only=read_only, is_brief=is_brief)


def put_annotator(store: Store, annotator: Annotator) -> None:
    """Add an annotator, or change one, in a step of its own; no step if nothing differs."""
    if annotator in store.read().annotators():
        return
    data = {"name": dict(annotator.names) or annotator.id}
    with store.edit("corpus.annotator", annotator=annotator.id, data=data) as edit:
        edit.put(annotator)

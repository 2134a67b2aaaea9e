"""Which corpus a package belongs to: the one it was sent from, or the one that was made of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from annotator.model.errors import AnnotatorError
from annotator.model.identity import key_of
from annotator.model.package import PACKAGE_SUFFIX, RETURN, WORK, Package
from annotator.model.progress import Progress, no_progress
from annotator.operations.keeping.corpus import SUFFIX
from annotator.operations.merging.receiving import Contents, look_into
from annotator.operations.packages.packages import package_of
from annotator.store.store import Store
from annotator.text.names import file_name_of


def corpus_beside(package: Path, *, is_new: bool = False) -> Path:
    """Return the corpus of a package's name beside it, with another name if a new one is wanted."""
    taken = {path.stem for path in package.parent.glob(f"*{SUFFIX}")} if is_new else set[str]()
    stem = package.name.partition(PACKAGE_SUFFIX)[0]
    return package.with_name(file_name_of(stem, taken=taken) + SUFFIX)


def look_for_home(
    path: Path, corpora: Iterable[Path], progress: Progress = no_progress
) -> tuple[Contents, Path | None]:
    """Return what a package holds, and the first of some corpora that it belongs to.

    PackageError or FormatError if it cannot be taken in.
    """
    contents = look_into(path, progress)
    return contents, home_of(contents.package, corpora)


def home_of(package: Package, corpora: Iterable[Path]) -> Path | None:
    """Return the first of some corpora that a package belongs to, None if none does."""
    for path in dict.fromkeys(corpora):
        try:
            if path.is_file():
                with Store.open(path, read_only=True) as store:
                    if belongs_to(store, package):
                        return path
        except AnnotatorError:
            # What cannot be opened now is not offered; whoever opens it themselves is told why.
            continue
    return None


def belongs_to(store: Store, package: Package) -> bool:
    """Say whether a corpus is that of a package.

    Work belongs to the corpus that was made of it, what comes back to the corpus that it was
    handed out from, corrections to that of whoever is corrected.
    """
    reader = store.read()
    got = package_of(reader)
    if package.kind == WORK:
        return got is not None and got.id == package.id
    if package.kind != RETURN:
        return got is not None and (got.corpus, got.to_annotator) == (
            package.corpus,
            package.to_annotator,
        )
    if got is not None:
        return False
    # A round may have been named by its id or by what it is called.
    rounds = [r for r in reader.rounds() if r.id == package.round]
    named = ["", *(r.id for r in rounds), *(name for r in rounds for name in r.names.values())]
    who = package.from_annotator or ""
    return any(
        key_of("package", store.corpus_id, who, name, *package.documents) == package.id
        for name in named
    )

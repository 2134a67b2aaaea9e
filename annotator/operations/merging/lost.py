"""Work that came with a merge and has no place in our text: a comment keeps it and names it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, cast

from annotator.model.identity import key_of
from annotator.model.language import LANGUAGES
from annotator.model.review import ON_DOCUMENT, Comment
from annotator.model.scheme import Scheme
from annotator.model.sentences import sentence_of
from annotator.operations.documents.carrying import WORK, Carried
from annotator.operations.documents.revisions import quotes_of
from annotator.text.directions import plain_sentence

LOST = "lost"
"""Key of a comment's `extra`: what has no place, as data of the own JSONL, with its offsets in the
text of `TEXT`."""
TEXT = "sha256"


def comment_on_lost(
    carried: Carried, fresh: Collection[str], scheme: Scheme, *, who: str, sha256: str
) -> Comment | None:
    """Return the comment of an annotator whose work of the ids `fresh` has no place; None if none.

    The same work gives the same comment, whoever merges it and whenever.
    """
    lost = [x for x in carried.lost if x.kind in WORK and x.id in fresh]
    if not lost:
        return None
    document = carried.bundle.document.id
    data = {f"{kind}s": _of(carried.left.get(f"{kind}s"), fresh) for kind in sorted(WORK)}
    said: dict[str, str] = {}
    for language in LANGUAGES:
        told = {"count": len(lost), "quotes": quotes_of(lost, scheme, language)}
        said[language] = plain_sentence(sentence_of("said.merged_lost", told, language))
    dates = [str(noun.get("changed") or noun.get("made") or "") for kind in data.values()
             for noun in kind]  # fmt: skip
    return Comment(
        id=key_of(LOST, document, who, sha256, *sorted(x.id for x in lost)),
        document=document,
        annotator=who,
        anchor=ON_DOCUMENT,
        texts=said,
        made=max(dates, default="") or None,
        extra={LOST: {kind: nouns for kind, nouns in data.items() if nouns}, TEXT: sha256},
    )


def _of(nouns: object, fresh: Collection[str]) -> list[Mapping[str, Any]]:
    found = cast(list[Mapping[str, Any]], nouns) if isinstance(nouns, list) else []
    return [noun for noun in found if noun.get("id") in fresh]

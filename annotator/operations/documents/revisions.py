"""Corrections of a text: a new revision, what stands on it carried over, the old one kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Bundle
from annotator.model.corpus import Document, Revision
from annotator.model.errors import FormatError, RuleError
from annotator.model.identity import new_key, text_hash
from annotator.model.language import LANGUAGES, text_in
from annotator.model.review import ON_DOCUMENT, Annotator, Comment
from annotator.model.scheme import Scheme
from annotator.model.sentences import sentence_of
from annotator.model.undecoded import undecoded
from annotator.operations.documents.carrying import (
    ANNOTATION,
    WORK,
    Carried,
    Lost,
    Touched,
    carry_bundle,
)
from annotator.operations.editing.context import now, refuse_if_finished, shortened
from annotator.store.reading.queries import Reader
from annotator.store.store import Store
from annotator.store.writing.edit import Edit
from annotator.text.decoding import DecodingError, decode
from annotator.text.directions import plain_sentence
from annotator.text.paragraphs import paragraph_at
from annotator.text.settling import settle_like

_NAMED = 5
"""Quotes that the comment on what is lost names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a correction did, or would do: `document` is the one with the new text.

    `kept` and `moved` count annotations whose quote is the same as before, `moved` those at
    another place. `is_new` is false if the text was this one already: then nothing was done.
    """

    document: Document
    kept: int = 0
    moved: int = 0
    touched: tuple[Touched, ...] = ()
    lost: tuple[Lost, ...] = ()
    is_new: bool = True


def correct_text(
    store: Store,
    document_id: str,
    text: str,
    *,
    reason: str | None = None,
    annotator: str | None,
) -> Correction:
    """Give a document another text, as one step: the next revision.

    The annotations of all annotators, comments, segments and tokens are carried over. Those
    whose quote is another one now are listed as touched; what has no place any more is listed
    as lost and kept with the old text in `Revision.lost`; if it is work, a comment on the
    document says so, which is left out where `annotator` is None. RuleError if the text is
    empty or that of another document, or if the annotator has finished the document.
    """
    if annotator is not None:
        refuse_if_finished(store, document_id, annotator)
    before = store.read().bundle(document_id)
    after = _corrected(store.read(), before, text)
    if after.text == before.document.text:
        return _unchanged(before)
    made = now()
    carried = carry_bundle(before, after, scheme=store.scheme, changed=made)
    data = _data(after, carried, reason)
    with store.edit("documents.correct", annotator=annotator, data=data) as edit:
        put_revision(edit, before, carried, reason=reason, made=made, annotator=annotator)
    return correction_of(carried)


def preview_correction(store: Store, document_id: str, text: str) -> Correction:
    """Say what `correct_text` would do; nothing is changed."""
    before = store.read().bundle(document_id)
    after = _corrected(store.read(), before, text)
    if after.text == before.document.text:
        return _unchanged(before)
    return correction_of(carry_bundle(before, after, scheme=store.scheme, changed=now()))


def correct_stretch(
    store: Store,
    document_id: str,
    begin: int,
    end: int,
    text: str,
    *,
    reason: str | None = None,
    annotator: str,
) -> Correction:
    """Give the stretch `[begin, end)` of a document (code points) another text."""
    whole = text_with(store.read().text(document_id), begin, end, text)
    return correct_text(store, document_id, whole, reason=reason, annotator=annotator)


def correctable_stretch(store: Store, document_id: str, offset: int) -> tuple[int, int]:
    """Return the smallest segment that holds an offset (code points), else the paragraph there."""
    text = store.read().text(document_id)
    offset = min(max(0, offset), len(text))
    around = [
        (s.begin, s.end)
        for s in store.read().segments(document_id)
        if s.begin <= offset <= s.end and s.begin < s.end
    ]
    return min(around, key=lambda s: s[1] - s[0], default=paragraph_at(text, offset))


def text_with(text: str, begin: int, end: int, part: str) -> str:
    """Return a text in which `part` stands instead of `[begin, end)`.

    ValueError if the stretch is outside the text.
    """
    if not 0 <= begin <= end <= len(text):
        raise ValueError(f"{begin} to {end} is outside 0 to {len(text)}")
    return text[:begin] + part + text[end:]


def corrected_text(path: Path, *, decoding: str | None = None) -> str:
    """Return the text of a file; FormatError if it is none."""
    try:
        return decode(path.read_bytes(), declared=decoding).text
    except OSError as error:
        reason = error.strerror or str(error)
        raise FormatError("cannot_read", file=str(path), reason=reason) from error
    except DecodingError as error:
        raise undecoded(str(path), error) from error


def _corrected(reader: Reader, bundle: Bundle, text: str) -> Document:
    before = bundle.document
    settled = settle_like(text, before.text)
    if not settled.strip():
        raise RuleError("correction_empty", name=shortened(before.title))
    sha256 = text_hash(settled)
    other = reader.document_by_hash(sha256)
    if other is not None and other != before.id:
        raise RuleError("correction_known", name=shortened(reader.document(other).title))
    return replace(before, text=settled, sha256=sha256, revision=number_of(bundle) + 1)


def _unchanged(before: Bundle) -> Correction:
    return Correction(document=before.document, kept=len(before.annotations), is_new=False)


def correction_of(carried: Carried) -> Correction:
    """Return what a correction did, to be told."""
    return Correction(
        document=carried.bundle.document,
        kept=carried.kept,
        moved=carried.moved,
        touched=tuple(carried.touched),
        lost=tuple(carried.lost),
    )


def _data(document: Document, carried: Carried, reason: str | None) -> dict[str, object]:
    return {
        "name": shortened(document.title),
        "revision": document.revision,
        "touched": len(carried.touched),
        "lost": len(carried.lost),
        **({"reason": shortened(reason)} if reason else {}),
    }


def number_of(bundle: Bundle) -> int:
    """Return the number under which a document's text is kept when it is corrected.

    That of its revision, unless a file brought an older text of the same or a higher number.
    """
    return max([bundle.document.revision, *(r.number + 1 for r in bundle.revisions)])


def put_revision(
    edit: Edit,
    before: Bundle,
    carried: Carried,
    *,
    reason: str | None,
    made: str,
    annotator: str | None,
) -> None:
    """Write a corrected document with all that was carried to it, within an edit."""
    old, after = before.document, carried.bundle
    key = old.id
    edit.put(
        Revision(
            document=key,
            number=number_of(before),
            text=old.text,
            sha256=old.sha256,
            made=made,
            reason=reason or None,
            lost=carried.left,
        )
    )
    edit.put(after.document)
    _remove_lost(edit, before, after)
    known = {n.id: n for n in (*before.annotations, *before.comments, *before.decisions)}
    edit.put_segments(key, after.segments)
    edit.put_tokens(key, after.tokens)
    for noun in (*after.annotations, *after.comments, *after.decisions):
        if noun != known.get(noun.id):
            edit.put(noun)
    lost = [x for x in carried.lost if x.kind in WORK]
    if lost and annotator is not None:
        if all(a.id != annotator for a in edit.reader.annotators()):
            edit.put(Annotator(id=annotator, names={"en": annotator}))
        comment = _comment_on(after.document, lost, edit.scheme, who=annotator, made=made)
        edit.put(comment)


def _remove_lost(edit: Edit, before: Bundle, after: Bundle) -> None:
    # What hangs on an annotation first: it would go with it, and be missed here.
    for kind, old, new in (
        (Comment, before.comments, after.comments),
        (Relation, before.relations, after.relations),
        (Annotation, before.annotations, after.annotations),
    ):
        there = {n.id for n in new}
        for noun in old:
            if noun.id not in there:
                edit.remove(kind, noun.id)


def _comment_on(
    document: Document, lost: Sequence[Lost], scheme: Scheme, *, who: str, made: str
) -> Comment:
    said: dict[str, str] = {}
    for language in LANGUAGES:
        data: dict[str, object] = {
            "revision": document.revision,
            "before": document.revision - 1,
            "count": len(lost),
            "quotes": quotes_of(lost, scheme, language),
        }
        said[language] = plain_sentence(sentence_of("said.lost", data, language))
    return Comment(
        id=new_key(), document=document.id, annotator=who, anchor=ON_DOCUMENT, texts=said, made=made
    )


def quotes_of(lost: Sequence[Lost], scheme: Scheme, language: str) -> str:
    """Return the first of the annotations that are lost, each with its layer and its quote."""
    quotes = [_named(x, scheme, language) for x in lost if x.kind == ANNOTATION]
    shown = [*quotes[:_NAMED], *(["…"] if len(quotes) > _NAMED else [])]
    return ", ".join(shown) or "–"


def _named(lost: Lost, scheme: Scheme, language: str) -> str:
    layer = scheme.layer(lost.layer or "")
    name = text_in(layer.names if layer else None, language, lost.layer or "")
    return f"{name} „{shortened(lost.quote)}“"

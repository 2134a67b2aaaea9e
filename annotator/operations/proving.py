"""Proves the quotes of annotations against a text, and anchors anew what stands elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotator.model.annotation import Annotation
from annotator.model.bundle import Bundle
from annotator.model.errors import FormatError
from annotator.model.span import Span
from annotator.text.anchoring import reanchor
from annotator.text.quoting import quote_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """An annotation whose quote did not stand at its offsets and was anchored anew."""

    file: str
    document: str
    annotation: str
    quote: str
    begin: int
    end: int


def proved(bundle: Bundle, layers: frozenset[str], file: str) -> tuple[Bundle, list[Mismatch]]:
    """Return a bundle whose every quote stands where it says, and what had to be moved for it.

    FormatError if a layer is unknown, offsets are outside the text, or a quote is nowhere.
    """
    text, size = bundle.document.text, len(bundle.document.text)
    mended: dict[str, Annotation] = {}
    for annotation in bundle.annotations:
        if annotation.layer not in layers:
            raise FormatError(
                "bundle_unknown_layer",
                file=file,
                line=bundle.line,
                item=annotation.source_id or annotation.id,
                layer=annotation.layer,
                reason="unknown layer",
            )
        spans = annotation.spans
        if not spans:
            continue
        if spans[0][0] < 0 or spans[-1][1] > size:
            raise FormatError(
                "bundle_offsets",
                file=file,
                line=bundle.line,
                item=annotation.source_id or annotation.id,
                begin=spans[0][0],
                end=spans[-1][1],
                length=size,
                reason="offsets past the end",
            )
        if quote_of(text, spans) != annotation.quote:
            mended[annotation.id] = _mended(annotation, bundle, file)
    if not mended:
        return bundle, []
    changed = tuple(mended.get(a.id, a) for a in bundle.annotations)
    told = [
        Mismatch(
            file=file,
            document=bundle.document.id,
            annotation=a.id,
            quote=a.quote,
            begin=a.spans[0].begin,
            end=a.spans[0].end,
        )
        for a in mended.values()
    ]
    return replace(bundle, annotations=changed), told


def _mended(annotation: Annotation, bundle: Bundle, file: str) -> Annotation:
    text, spans = bundle.document.text, annotation.spans
    found = None
    if len(spans) == 1 and annotation.quote:
        found = reanchor(annotation.quote, text, near=spans[0].begin)
    if found is None or text[found.begin : found.end] != annotation.quote:
        raise FormatError(
            "bundle_quote",
            file=file,
            line=bundle.line,
            item=annotation.source_id or annotation.id,
            quote=annotation.quote[:80],
            reason="quote mismatch",
        )
    return annotation._replace(spans=(Span(found.begin, found.end),))

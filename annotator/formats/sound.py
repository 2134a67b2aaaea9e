"""Whether what was read is whole: ids once, ends that exist, places in the text, true quotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from annotator.model.annotation import Annotation
from annotator.model.bundle import Bundle, Header
from annotator.model.corpus import Document, Revision, Segment
from annotator.model.identity import text_hash
from annotator.model.review import ON_ANNOTATION, ON_RELATION, Comment, Decision
from annotator.model.scheme import Scheme
from annotator.model.span import Spans
from annotator.text.quoting import quote_of
from annotator.text.settling import settle

_LARGEST = 2**31
_NONCHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_DEEPEST = 100
"""How deep free data may be nested: less than what the store and XML can hold."""


class Unsound(ValueError):
    """What is wrong with a record, as a code of `sentences` with its data."""

    def __init__(self, code: str, **data: Any) -> None:
        """Keep the code and what fills its sentence in."""
        super().__init__(code)
        self.code = code
        self.data = data


def check_ids(kind: str, nouns: Iterable[Any]) -> None:
    """Unsound if an id is empty or stands twice among nouns of a kind."""
    seen: set[str] = set()
    for noun in nouns:
        if not noun.id:
            raise ValueError(f"{kind}: an id is empty")
        if noun.id in seen:
            raise Unsound("id_twice", item=noun.id)
        seen.add(noun.id)


def check_whole_header(header: Header) -> None:
    """Unsound or ValueError if ids of a header stand twice or its data cannot be kept."""
    for kind in ("annotators", "entities", "sets", "document_relations", "comments", "rounds"):
        check_ids(kind, getattr(header, kind))
    if header.scheme is not None:
        check_scheme_ids(header.scheme)
    entities = {e.id: e for e in header.entities}
    for kind in ("represents", "parent"):
        check_no_loop(kind, {e.id: getattr(e, kind) for e in entities.values()})
    for step in header.history:
        is_step = isinstance(step, Mapping) and isinstance(step.get("kind"), str)  # pyright: ignore[reportUnnecessaryIsInstance]
        if not is_step or not isinstance(step.get("data", {}), Mapping):
            raise ValueError("history: a step has a kind and data")
    check_depth(header.extra, *header.history, *(e.attributes for e in header.entities))


def check_scheme_ids(scheme: Scheme) -> None:
    """Unsound if parts of one kind have the same id."""
    for kind in ("layers", "tagsets", "relation_types", "rules", "metadata_keys", "entity_kinds",
                 "segment_roles", "built_in_entities"):  # fmt: skip
        check_ids(kind, getattr(scheme, kind))
    for owner in (*scheme.layers, *scheme.relation_types):
        check_ids(f"features of {owner.id}", owner.features)
        for feature in owner.features:
            check_ids(f"tags of {feature.id}", feature.tags or ())
    for tagset in scheme.tagsets:
        check_ids(f"tags of {tagset.id}", tagset.tags)


def check_no_loop(what: str, above: Mapping[str, str | None]) -> None:
    """ValueError if somebody stands above itself."""
    settled: set[str] = set()
    for key in above:
        path: list[str] = []
        step: str | None = key
        while step is not None and step not in settled and step in above:
            if step in path:
                raise ValueError(f"{what} of {step} leads back to itself")
            path.append(step)
            step = above[step]
        settled.update(path)


def check_document(document: Document) -> None:
    """Unsound or ValueError if facts of a document are not what they should be."""
    facts = {"id": document.id, "name": document.name}
    for name, value in facts.items():
        if type(value) is not str:
            raise ValueError(f"{name} of the document is no text")
    if not document.id:
        raise ValueError("the id of the document is empty")
    for name, value in (("source_id", document.source_id), ("file", document.file)):
        if value is not None and type(value) is not str:
            raise ValueError(f"{name} of the document is no text")
    if type(document.revision) is not int or not 1 <= document.revision < _LARGEST:
        raise ValueError(f"{document.revision!r} is no number of a revision")
    if settle(document.text, keep=True).text != document.text:
        raise Unsound("control_characters")
    if not isinstance(document.source, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ValueError("source of the document is an object")
    values: list[Any] = [v.value for v in document.metadata.values()]
    more = [v.extra for v in document.metadata.values() if v.extra]
    check_depth(document.source, document.extra, *values, *more)


def check_depth(*found: Any) -> None:
    """ValueError if free data is nested too deep to be kept and exported."""
    for value in found:
        if value and _is_deeper(value, _DEEPEST):
            raise ValueError(f"data is nested more than {_DEEPEST} deep")


def _is_deeper(value: object, left: int) -> bool:
    if isinstance(value, Mapping):
        inside = cast(Mapping[str, object], value).values()
        return not left or any(_is_deeper(v, left - 1) for v in inside)
    if isinstance(value, (list, tuple)):
        return not left or any(_is_deeper(v, left - 1) for v in cast(Sequence[object], value))
    return False


def check_facts(
    item: str,
    texts: tuple[object, ...],
    detail: object,
    extra: Mapping[str, Any],
) -> None:
    """ValueError if facts of an annotation or relation are not what they should be.

    `texts` are its dates and the id of its source, `detail` tells more of its origin.
    """
    for text in texts:
        if text is not None and type(text) is not str:
            raise ValueError(f"{item}: {text!r} is no text")
    if detail is not None:
        if type(detail) is not dict:
            raise ValueError(f"{item}: origin_detail is an object")
        check_depth(detail)
    if extra:
        check_depth(extra)


def check_segments(segments: Sequence[Segment], size: int) -> None:
    """Unsound or ValueError if segments are not within the text or name others that are not."""
    check_ids("segments", segments)
    ids = {s.id for s in segments}
    for segment in segments:
        if not 0 <= segment.begin <= segment.end <= size:
            raise Unsound(
                "bundle_offsets", item=segment.id, begin=segment.begin, end=segment.end, length=size
            )
        for other in (segment.parent, segment.duplicate_of):
            if other is not None and other not in ids:
                raise ValueError(f"{segment.id} names segment {other}, which is not here")
        check_depth(segment.keys, segment.extra)
    check_no_loop("parent", {s.id: s.parent for s in segments})


def check_sources(annotations: Iterable[Annotation]) -> None:
    """Unsound if an annotator has two annotations of one id of their source."""
    told = [(a.annotator, a.source_id) for a in annotations if a.source_id is not None]
    if len(set(told)) != len(told):
        twice = next(pair for pair in told if told.count(pair) > 1)
        raise Unsound("id_twice", item=f"{twice[1]} ({twice[0]})")


def check_comments(comments: Sequence[Comment], text: str, ids: set[str]) -> None:
    """Unsound if a comment is on nothing; `ids` are annotations and relations of the document."""
    check_ids("comments", comments)
    for comment in comments:
        item = comment.source_id or comment.id
        if comment.spans:
            check_spans(comment.spans, item, len(text))
            if quote_of(text, comment.spans) != comment.quote:
                raise Unsound("bundle_quote", item=item, quote=comment.quote[:80])
        if comment.anchor in (ON_ANNOTATION, ON_RELATION) and comment.target not in ids:
            raise Unsound("comment_nowhere", item=item, end=comment.target)


def check_spans(spans: Spans, item: str, size: int) -> None:
    """Unsound if a span is not within a text of that size."""
    for begin, end in spans:
        if not 0 <= begin <= end <= size:
            raise Unsound("bundle_offsets", item=item, begin=begin, end=end, length=size)


def check_revisions(revisions: Sequence[Revision]) -> None:
    """Unsound or ValueError if an older text is there twice or is not what its hash says."""
    numbers = [r.number for r in revisions]
    if len(set(numbers)) != len(numbers) or any(not 1 <= n < _LARGEST for n in numbers):
        raise ValueError("numbers of revisions are whole, from 1, each once")
    for revision in revisions:
        if settle(revision.text, keep=True).text != revision.text:
            raise Unsound("control_characters")
        if text_hash(revision.text) != revision.sha256:
            raise Unsound("text_hash", item=f"revision {revision.number}")


def check_decisions(decisions: Sequence[Decision]) -> None:
    """Unsound or ValueError if a decision is there twice or its data cannot be kept.

    Where it was may be gone: it stays true of what was there when it was made.
    """
    check_ids("decisions", decisions)
    for decision in decisions:
        if any(not 0 <= begin <= end < _LARGEST for begin, end in decision.spans):
            raise ValueError(f"{decision.id}: its place is none")
        check_depth(decision.versions, decision.extra)


def check_bundle(bundle: Bundle) -> None:
    """Unsound or ValueError if a document does not fit together."""
    document = bundle.document
    check_document(document)
    check_segments(bundle.segments, len(document.text))
    check_sources(bundle.annotations)
    ids = {a.id for a in bundle.annotations}
    ids.update(r.id for r in bundle.relations)
    check_comments(bundle.comments, document.text, ids)
    check_revisions(bundle.revisions)
    people = [a.annotator for a in bundle.assignments]
    if len(set(people)) != len(people):
        raise ValueError("an annotator has more than one assignment of the document")
    check_decisions(bundle.decisions)


def may_have_controls(line: bytes) -> bool:
    """Say whether the JSON of a line may hold characters that can be kept nowhere.

    Controls stand there as escapes, of which there are few; looking at each string would double
    the time of reading.
    """
    at = line.find(b"\\")
    while at >= 0:
        escape = line[at + 1 : at + 4]
        if escape[:1] in b"bf" or escape[:2] in (b"uf", b"uF") or escape == b"u00":
            return True
        at = line.find(b"\\", at + 2)
    # One byte is found ten times as fast as three.
    return b"\xef" in line and any(sign in line for sign in _NONCHARACTERS)


def check_characters(data: object) -> None:
    """Unsound if a text or name in plain data has characters that can be kept nowhere."""
    if isinstance(data, str):
        if settle(data, keep=True).text != data:
            raise Unsound("control_characters")
    elif isinstance(data, Mapping):
        for key, value in cast(Mapping[str, object], data).items():
            check_characters(key)
            check_characters(value)
    elif isinstance(data, list):
        for value in cast(list[object], data):
            check_characters(value)


def settled(data: Any) -> Any:
    """Return plain data of somebody else with what can be kept nowhere replaced, as in texts."""
    if isinstance(data, str):
        return settle(data, keep=True).text
    if isinstance(data, Mapping):
        items = cast(Mapping[str, Any], data).items()
        return {settled(key): settled(value) for key, value in items}
    return [settled(value) for value in cast(list[Any], data)] if isinstance(data, list) else data

"""One document as a TEI element: header from the metadata, text, standOff; writing."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.formats.tei_facts import document_facts, document_header_xml, tokens_facts
from annotator.formats.tei_inline import body_xml, inline_of
from annotator.formats.tei_markup import fs_xml, id_of, language_tag, pointer_to, text_of
from annotator.formats.tei_work import FS_END, WorkWriter, check_xml, range_of
from annotator.model.bundle import Bundle, Header
from annotator.model.corpus import LANGUAGE, Document
from annotator.model.data import data_of, plain
from annotator.model.review import (
    ADJUDICATED,
    ON_ANNOTATION,
    ON_DOCUMENT,
    ON_ENTITY,
    ON_RELATION,
    ON_SPANS,
    Comment,
)


class DocumentWriter:
    """Writes documents of one header."""

    def __init__(self, header: Header, annotator: str | None) -> None:
        """Take the header; `annotator` is whose annotations stand inline (None: see below).

        By default it is the adjudicated set where there is one, else, in each document,
        whoever annotated it first, by dates and then by id.
        """
        people = sorted(header.annotators, key=lambda a: a.id)
        adjudicated = [a.id for a in people if a.kind == ADJUDICATED]
        self._preferred = [annotator] if annotator else adjudicated
        roles = header.scheme.segment_roles if header.scheme else ()
        self._roles = frozenset(role.id for role in roles)
        self._work = WorkWriter(header)
        self.entity_features = self._work.entity_features

    def document_xml(self, bundle: Bundle) -> str:
        """Return the TEI element of one document, a line for each of its parts."""
        document, text = bundle.document, bundle.document.text
        key = id_of("d", document.id)
        body = id_of("b", document.id)
        work, who = self._work, self._inline_annotator(bundle)
        placed = inline_of(text, bundle.annotations, who, work.element)
        inline = {one.annotation.id for one in placed}
        begin = list(document_header_xml(document))
        segments = list(self._segments_xml(bundle, body))
        rest = [self._comment_xml(c, key, body) for c in bundle.comments]
        if bundle.tokens is not None:
            rest.append(fs_xml(tokens_facts(bundle.tokens), ' type="tokens"'))
        for kind in ("assignments", "revisions", "decisions"):
            rest += [fs_xml(data_of(noun), f' type="{kind}"') for noun in getattr(bundle, kind)]
        facts = fs_xml(document_facts(bundle), ' type="document"')[:-FS_END]
        # Annotations and relations have checks of their own: adding one leaves this as it is.
        check = check_xml("\n".join((*begin, facts, *segments, *rest)))
        lines = [
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{key}">',
            *begin,
            _text_tag(document),
            f'<body xml:id="{body}">{body_xml(text, placed, work.open_tag(bundle))}</body>',
            "</text>",
            "<standOff>",
            f"{facts}{check}</fs>",
            *segments,
            *work.annotations_xml(bundle, inline, key, body),
            *work.relations_xml(bundle),
            *rest,
            "</standOff>\n</TEI>\n",
        ]
        return "\n".join(lines)

    def _inline_annotator(self, bundle: Bundle) -> str | None:
        people = {a.annotator for a in bundle.annotations}
        for preferred in self._preferred:
            if preferred in people:
                return preferred
        if len(people) < 2:
            return min(people, default=None)
        # Whoever comes later, whatever the name, must not move what is inline already.
        return min((a.made or "", a.annotator) for a in bundle.annotations)[1]

    def _segments_xml(self, bundle: Bundle, body: str) -> Iterable[str]:
        if not bundle.segments:
            return
        yield '<spanGrp type="segments">'
        for s in bundle.segments:
            key = id_of("s", f"{bundle.document.id}/{s.id}")
            more = {k: v for k, v in (("keys", plain(s.keys)), ("extra", plain(s.extra))) if v}
            links = ""
            if s.duplicate_of is not None:
                links += f' copyOf="#{id_of("s", f"{bundle.document.id}/{s.duplicate_of}")}"'
            if s.parent is not None:
                links += f' corresp="#{id_of("s", f"{bundle.document.id}/{s.parent}")}"'
            yield (
                f'<span xml:id="{key}" type="{"annotated" if s.annotate else "passed-over"}" '
                f'target="#string-range({body},{s.begin},{s.end - s.begin})" '
                f'ana="{pointer_to("role", s.role, self._roles)}"{links}>{fs_xml(more)}</span>'
            )
        yield "</spanGrp>"

    def _comment_xml(self, comment: Comment, key: str, body: str) -> str:
        target = {
            ON_DOCUMENT: f"#{key}",
            ON_SPANS: range_of(body, comment.spans) if comment.spans else "",
            ON_ANNOTATION: f"#{id_of('a', comment.target or '')}",
            ON_RELATION: f"#{id_of('r', comment.target or '')}",
            ON_ENTITY: self._work.entity(comment.target or ""),
        }[comment.anchor]
        facts = data_of(comment)
        for name in (
            "id",
            "document",
            "annotator",
            "anchor",
            "target",
            "spans",
            "texts",
            "kind",
            "state",
        ):
            facts.pop(name, None)
        said = "".join(
            f'<p xml:lang="{language_tag(code)}">{text_of(text)}</p>'
            for code, text in comment.texts.items()
        )
        return (
            f'<note xml:id="{id_of("c", comment.id)}" type="{comment.kind}" '
            f'subtype="{comment.state}" target="{target}" {self._work.resp(comment.annotator)}>'
            f"{said}{fs_xml(facts)}</note>"
        )


def _text_tag(document: Document) -> str:
    language = document.metadata.get(LANGUAGE)
    if language is None or language.value is None:
        return "<text>"
    return f'<text xml:lang="{language_tag(str(language.value))}">'

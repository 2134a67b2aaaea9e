"""What a person decides about files before they are imported, and what it does to their bundles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from annotator.model.bundle import Bundle, Header
from annotator.model.corpus import LANGUAGE, MetadataValue
from annotator.model.scheme import End, Layer, RelationType, Scheme
from annotator.operations.importing.schemes import merged
from annotator.text.writing import guessed_language

_BY_NAME = {"en": "From the name of the file.", "bg": "От името на файла."}
_BY_LETTERS = {"en": "As the words and letters suggest.", "bg": "Според думите и буквите."}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChoice:
    """Of one file: its encoding, roles of segments by their number, what its name says."""

    decoding: str | None = None
    roles: Mapping[int, str] = field(default_factory=dict[int, str])
    metadata: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportChoices:
    """Of all files: choices by path, and which of our layers each of their layers becomes.

    `by_letters` says that the words and letters of plain texts tell their language.
    """

    files: Mapping[Path, FileChoice] = field(default_factory=dict[Path, FileChoice])
    layers: Mapping[str, str] = field(default_factory=dict[str, str])
    by_letters: bool = False

    def of(self, path: Path) -> FileChoice:
        """Return the choice about a file."""
        return self.files.get(path, _NONE)


_NONE = FileChoice()
NO_CHOICES = ImportChoices()


def chosen_bundle(
    bundle: Bundle, choice: FileChoice, layers: Mapping[str, str], scheme: Scheme
) -> Bundle:
    """Return a bundle as it was chosen to be; what its file itself says of it stands."""
    if layers:
        annotations = tuple(
            a._replace(layer=layers[a.layer]) if a.layer in layers else a
            for a in bundle.annotations
        )
        bundle = replace(bundle, annotations=annotations)
    if choice.roles:
        segments = list(bundle.segments)
        for number, role in choice.roles.items():
            known = scheme.role(role)
            if known is not None and number < len(segments):
                segments[number] = replace(segments[number], role=role, annotate=known.annotate)
        bundle = replace(bundle, segments=tuple(segments))
    if choice.metadata:
        document = bundle.document
        metadata = dict(document.metadata)
        for key, value in choice.metadata.items():
            if key not in metadata or metadata[key].inferred:
                metadata[key] = MetadataValue(value=value, inferred=True, note=_BY_NAME)
        bundle = replace(bundle, document=replace(document, metadata=metadata))
    return bundle


def with_language(bundle: Bundle) -> Bundle:
    """Return a bundle with the language (BCP 47) that its text suggests, if it says none."""
    document = bundle.document
    found = None if LANGUAGE in document.metadata else guessed_language(document.text)
    if found is None:
        return bundle
    told = MetadataValue(value=found, inferred=True, note=_BY_LETTERS)
    return replace(
        bundle, document=replace(document, metadata={**document.metadata, LANGUAGE: told})
    )


def chosen_header(header: Header, layers: Mapping[str, str]) -> Header:
    """Return a header whose scheme calls its layers as they were chosen to be called."""
    scheme = header.scheme
    if scheme is None or not layers:
        return header
    found: Scheme = replace(scheme, layers=(), relation_types=())
    for layer in scheme.layers:
        renamed = replace(layer, id=layers.get(layer.id, layer.id))
        found = merged(found, replace(found, layers=(renamed,)))
    kinds = tuple(_with_ends(kind, layers) for kind in scheme.relation_types)
    return replace(header, scheme=replace(found, relation_types=kinds))


def _with_ends(kind: RelationType, layers: Mapping[str, str]) -> RelationType:
    def renamed(ends: tuple[End, ...]) -> tuple[End, ...]:
        return tuple(
            replace(end, layer=layers.get(end.layer, end.layer)) if end.layer else end
            for end in ends
        )

    return replace(kind, from_ends=renamed(kind.from_ends), to_ends=renamed(kind.to_ends))


def foreign_layers(theirs: Scheme | None, ours: Scheme) -> tuple[Layer, ...]:
    """Return the layers of a file's scheme that ours does not have."""
    known: set[Any] = {layer.id for layer in ours.layers}
    return tuple(x for x in (theirs.layers if theirs else ()) if x.id not in known)

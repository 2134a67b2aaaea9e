"""A second annotator who deviates in a known way: does the comparison find that, and only that?

python -m tests.analysis.deviations CORPUS_OR_FOLDER [--seed 1] [--share .3] [--json]

What is named (a corpus, or files of any format that is read) is taken into a corpus of its own.
Of each document whoever annotated most is the first annotator; the second has the same, but for
deviations of every kind, drawn by the seed and written down. Each annotation gets a tag and an
entity besides, so that there is something to differ in. Both sides come into the corpus as a file;
then its places of disagreement are asked for as a review does, and compared with what was
written down. Figures of agreement are told before the deviations and after them.

Deviations that could be told in two ways are not drawn: two on one layer that share characters
(longer here and missing beside it, or one for two?), and two at the same spans that each leave an
annotation without counterpart (one missing here and one there, or another layer?).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

import orjson

from annotator.analysis.agreement.gamma import GammaSettings
from annotator.analysis.alignment import (
    AGREE,
    BORDER,
    ENTITY,
    FEATURE,
    KINDS,
    LAYER,
    MISSING,
    RELATION,
    SPLIT,
    Place,
)
from annotator.formats.format import WriteOptions
from annotator.formats.jsonl import JsonlFormat
from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Bundle, Header, order_of
from annotator.model.entity import Entity
from annotator.model.progress import no_progress
from annotator.model.review import Annotator
from annotator.model.scheme import Feature, Scheme, Tag
from annotator.model.span import Span, Spans, are_disjoint
from annotator.operations.adjudication.adjudicated import desk_of
from annotator.operations.agreement.measuring import Choice, measure_agreement
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, open_corpus
from annotator.store.reading.telling_apart import documents_bare
from annotator.store.store import Store
from annotator.text.quoting import quote_of

SECOND = "second"
TAG, WHOM = "deviation_tag", "deviation_entity"
TAGS = ("one", "two", "three")
WHO = ("e-1", "e-2", "e-3")
DRAWN = (MISSING, BORDER, LAYER, FEATURE, ENTITY, RELATION, SPLIT)

_TOLD = ("layers", "layer", "relation")

Told = tuple[Any, ...]
"""A place as plain data: kind, layers and spans of both sides, features or relations."""


@dataclass(slots=True)
class Sides:
    """What both annotators have of one document, while it is changed, and what was changed.

    Annotations are listed by the id that they come from, on each side: none, one or two.
    """

    bundle: Bundle
    scheme: Scheme
    random: Random
    sides: tuple[dict[str, list[Annotation]], dict[str, list[Annotation]]]
    relations: tuple[dict[str, Relation], dict[str, Relation]]
    told: list[Told] = field(default_factory=list[Told])
    zones: list[tuple[set[str], Span]] = field(default_factory=list[tuple[set[str], Span]])
    alone: set[Spans] = field(default_factory=set[Spans])

    def deviate(self, share: float) -> None:
        """Change about a share of the annotations, each in one way, and as many relations."""
        ids = list(self.sides[0])
        self.random.shuffle(ids)
        kinds = [kind for kind in DRAWN if kind != RELATION]
        for key in ids[: max(len(kinds), round(share * len(ids)))]:
            for kind in self.random.sample(kinds, len(kinds)):
                if getattr(self, f"_{kind}")(key, self.random.randrange(2)):
                    break
        starts = sorted({r.from_id for r in self.relations[0].values()})
        self.random.shuffle(starts)
        for start in starts[: max(3, round(share * len(starts)))]:
            self._relation(start)

    def _is_free(self, layers: set[str], spans: Iterable[Span]) -> bool:
        """Say whether no deviation on one of the layers shares a character with these spans."""
        extent = _extent(spans)
        return all(
            layers.isdisjoint(theirs) or zone.end <= extent.begin or extent.end <= zone.begin
            for theirs, zone in self.zones
        )

    def _is_taken(self, layer: str, spans: Spans) -> bool:
        return any(
            a.layer == layer and a.spans == spans
            for side in self.sides
            for some in side.values()
            for a in some
        )

    def _put(self, kind: str, key: str, *, side: int, others: list[Annotation]) -> bool:
        """Give one side other annotations instead of one, and write it down; False if unclear."""
        mine = self.sides[0][key][0]
        layers = {mine.layer, *(a.layer for a in others)}
        spans = [*mine.spans, *(span for a in others for span in a.spans)]
        leaves_alone = kind in (MISSING, LAYER)
        if not self._is_free(layers, spans) or (leaves_alone and mine.spans in self.alone):
            return False
        self.zones.append((layers, _extent(spans)))
        if leaves_alone:
            self.alone.add(mine.spans)
        self.sides[side][key] = others
        for number, relation in list(self.relations[side].items()):
            if not others and key in (relation.from_id, relation.to_id):
                del self.relations[side][number]
        differing = ()
        if kind in (FEATURE, ENTITY):
            differing = (TAG if kind == FEATURE else WHOM,)
        versions = tuple(
            tuple(sorted((a.layer, a.spans) for a in some[key])) for some in self.sides
        )
        self.told.append((kind, versions, differing))
        return True

    def _missing(self, key: str, side: int) -> bool:
        return self._put(MISSING, key, side=side, others=[])

    def _border(self, key: str, side: int) -> bool:
        mine = self.sides[side][key][0]
        text, random = self.bundle.document.text, self.random
        spans = list(mine.spans)
        number = random.choice((0, -1))
        begin, end = spans[number]
        words = [i for i, c in enumerate(text) if c == " "]
        if number == 0:
            near = [i + 1 for i in words if begin - 40 < i + 1 < end and i + 1 != begin]
        else:
            near = [i for i in words if begin < i < end + 40 and i != end]
        if not near:
            return False
        at = random.choice(near)
        spans[number] = Span(at, end) if number == 0 else Span(begin, at)
        changed = tuple(spans)
        if not are_disjoint(changed) or self._is_taken(mine.layer, changed):
            return False
        return self._put(BORDER, key, side=side, others=[self._moved(mine, changed)])

    def _layer(self, key: str, side: int) -> bool:
        mine = self.sides[side][key][0]
        others = [x.id for x in self.scheme.layers if x.id != mine.layer]
        free = [layer for layer in others if not self._is_taken(layer, mine.spans)]
        if not free:
            return False
        other = mine._replace(layer=self.random.choice(free))
        return self._put(LAYER, key, side=side, others=[other])

    def _feature(self, key: str, side: int) -> bool:
        return self._valued(FEATURE, TAG, TAGS, key, side)

    def _entity(self, key: str, side: int) -> bool:
        return self._valued(ENTITY, WHOM, WHO, key, side)

    def _valued(self, kind: str, feature: str, values: Sequence[str], key: str, side: int) -> bool:
        mine = self.sides[side][key][0]
        value = self.random.choice([v for v in values if v != mine.features[feature]])
        other = mine._replace(features={**mine.features, feature: value})
        return self._put(kind, key, side=side, others=[other])

    def _split(self, key: str, side: int) -> bool:
        mine = self.sides[side][key][0]
        ((begin, end), *others), text = mine.spans, self.bundle.document.text
        if others:
            return False
        gaps = [i for i in range(begin + 1, end - 1) if text[i] == " "]
        if not gaps:
            return False
        at = self.random.choice(gaps)
        parts = [(Span(begin, at),), (Span(at + 1, end),)]
        if any(self._is_taken(mine.layer, part) for part in parts):
            return False
        first, second = (self._moved(mine, part) for part in parts)
        return self._put(SPLIT, key, side=side, others=[first, second._replace(id=f"{mine.id}+")])

    def _moved(self, mine: Annotation, spans: Spans) -> Annotation:
        return mine._replace(spans=spans, quote=quote_of(self.bundle.document.text, spans))

    def _relation(self, start: str) -> None:
        """Take a relation away, let it go elsewhere, or add one, where both sides have the ends."""
        if not all(side[start] for side in self.sides):
            return
        side = self.random.randrange(2)
        relations = self.relations[side]
        mine = [
            number
            for number, r in relations.items()
            if r.from_id == start and (r.to_entity or all(s[r.to_id] for s in self.sides))
        ]
        if not mine:
            return
        number = self.random.choice(mine)
        before = relations[number]
        used = {r.to_id for some in self.relations for r in some.values() if r.from_id == start}
        free = [
            key
            for key in self.sides[0]
            if key not in used and key != start and all(s[key] for s in self.sides)
        ]
        manner = self.random.choice(("taken", "elsewhere", "added")) if free else "taken"
        if manner != "added":
            del relations[number]
        if manner != "taken":
            other = before._replace(id=f"{before.id}+", to_id=self.random.choice(free))
            relations[f"{number}+"] = other._replace(to_entity=False)
        versions = tuple(
            tuple(sorted((a.layer, a.spans) for a in some[start])) for some in self.sides
        )
        self.told.append((RELATION, versions, ()))


def _extent(spans: Iterable[Span]) -> Span:
    listed = list(spans)
    return Span(min(s.begin for s in listed), max(s.end for s in listed))


def begin_sides(bundle: Bundle, scheme: Scheme, random: Random) -> Sides | None:
    """Return what two annotators have who agree in everything; None where there is nothing."""
    counts = Counter(a.annotator for a in bundle.annotations if a.spans)
    if not counts:
        return None
    first = counts.most_common(1)[0][0]
    mine = [a for a in bundle.annotations if a.annotator == first and a.spans]
    valued = [
        a._replace(features={**a.features, TAG: random.choice(TAGS), WHOM: random.choice(WHO)})
        for a in mine
    ]
    ids = {a.id for a in mine}
    related = {
        r.id: r
        for r in bundle.relations
        if r.annotator == first and r.from_id in ids and (r.to_entity or r.to_id in ids)
    }
    return Sides(
        bundle=bundle,
        scheme=scheme,
        random=random,
        sides=({a.id: [a] for a in valued}, {a.id: [a] for a in valued}),
        relations=(dict(related), dict(related)),
    )


def both_of(sides: Sides) -> Bundle:
    """Return the document with what both have; the second's ids are their own."""
    second = {a.id: f"2-{a.id}" for some in sides.sides[1].values() for a in some}
    heads = {key: some[0].id for key, some in sides.sides[1].items() if some}
    annotations = [a for some in sides.sides[0].values() for a in some]
    for some in sides.sides[1].values():
        annotations += [a._replace(id=second[a.id], annotator=SECOND) for a in some]
    relations = [*sides.relations[0].values()]
    for r in sides.relations[1].values():
        end = r.to_id if r.to_entity else second[heads[r.to_id]]
        start = second[heads[r.from_id]]
        relations.append(r._replace(id=f"2-{r.id}", annotator=SECOND, from_id=start, to_id=end))
    return Bundle(
        document=sides.bundle.document,
        segments=sides.bundle.segments,
        annotations=tuple(sorted((a._replace(source_id=None) for a in annotations), key=order_of)),
        relations=tuple(
            sorted((r._replace(source_id=None) for r in relations), key=lambda r: r.id)
        ),
    )


def with_values(scheme: Scheme) -> Scheme:
    """Return a scheme whose layers have a tag and an entity to differ in."""
    added = (
        Feature(id=TAG, type="tag", tags=tuple(Tag(id=tag) for tag in TAGS)),
        Feature(id=WHOM, type="entity"),
    )
    layers = tuple(replace(x, features=(*x.features, *added)) for x in scheme.layers)
    return replace(scheme, id="deviations", layers=layers)


def found_in(store: Store) -> Iterator[tuple[str, Place]]:
    """Yield the places in which the annotators of each document differ, as a review has them."""
    with store.reader() as reader:
        scheme = reader.scheme()
        for document in [d.id for d in documents_bare(reader.connection)]:
            desk = desk_of(reader, scheme, document)
            ids = [case.id for case in desk.cases]
            assert len(ids) == len(set(ids)), "two places have one id"
            yield from ((document, case.place) for case in desk.differences)


def plain(place: Place) -> Told:
    """Return a place as deviations are written down."""
    versions = tuple(
        tuple(sorted((a.layer, a.spans) for a in version)) for version in place.versions
    )
    return place.kind, versions, place.features if place.kind in (FEATURE, ENTITY) else ()


def figures_of(store: Store) -> dict[str, float | None]:
    """Return the figures of all layers, of each layer, and of relations, by name."""
    report = measure_agreement(store, Choice(gamma=GammaSettings(samples=10)))
    told: dict[str, float | None] = {}
    for line in report.lines:
        figure = line.figure
        if figure.scope == "pooled" and line.kind in _TOLD and "value" not in figure.detail:
            about = f"{line.what} " if line.what else ""
            told[f"{about}{figure.measure} {figure.distance}"] = figure.value
    return told


def places_in(store: Store) -> dict[str, int]:
    """Return how many places are behind the pooled figures, by kind, what, measure, distance."""
    told: dict[str, int] = {}
    for line in measure_agreement(store, Choice(gamma=None)).lines:
        figure = line.figure
        if figure.scope == "pooled" and "value" not in figure.detail:
            name = " ".join((line.kind, line.what, figure.measure, figure.distance))
            told[name] = line.places.total
    return told


def run(source: Path, seed: int, share: float, documents: int, folder: Path) -> dict[str, Any]:
    """Make the corpora, ask, and compare; everything is kept in a folder."""
    made: list[Sides] = []
    random = Random(seed)
    with _opened(source, folder) as store, store.reader() as reader:
        scheme = with_values(reader.scheme())
        entities = tuple(Entity(id=who, names={"en": who}) for who in WHO)
        header = Header(scheme=scheme, entities=(*reader.entities(), *entities))
        for bundle in reader.bundles():
            sides = begin_sides(bundle, scheme, random)
            if sides is not None and (not documents or len(made) < documents):
                made.append(sides)
    names = {a.annotator for sides in made for some in sides.sides[0].values() for a in some}
    people = tuple(Annotator(id=name) for name in (*sorted(names), SECOND))
    header = replace(header, annotators=people)
    before = _figures(folder / "before", header, made)
    for sides in made:
        sides.deviate(share)
    with _filled(folder / "after", header, made) as store:
        after, places = figures_of(store), places_in(store)
        found = Counter((document, plain(place)) for document, place in found_in(store))
    told = Counter((s.bundle.document.id, one) for s in made for one in s.told)
    return {
        "documents": len(made),
        "annotations": [
            sum(len(some) for s in made for some in s.sides[n].values()) for n in (0, 1)
        ],
        "made": _by_kind(told),
        "found": _by_kind(found),
        "missed": [_said(key) for key in (told - found).elements()],
        "invented": [_said(key) for key in (found - told).elements()],
        "exact_f1": exact_f1(made),
        "before": before,
        "after": after,
        "places": places,
    }


def exact_f1(made: Iterable[Sides]) -> float:
    """Return F1 of exact spans and layers as what was written down has it."""
    both = apart = 0
    for sides in made:
        both += sum(len(some) for side in sides.sides for some in side.values())
        told = [
            versions for kind, versions, _ in sides.told if kind in (MISSING, BORDER, LAYER, SPLIT)
        ]
        apart += sum(len(version) for versions in told for version in versions)
    return (both - apart) / both


def _opened(source: Path, folder: Path) -> Store:
    if source.suffix == ".corpus":
        return open_corpus(source, read_only=True)
    store = new_corpus(folder / "source.corpus", scheme=Scheme(id="source"))
    import_files(store, [source])
    return store


def _figures(path: Path, header: Header, made: list[Sides]) -> dict[str, float | None]:
    with _filled(path, header, made) as store:
        return figures_of(store)


def _filled(path: Path, header: Header, made: list[Sides]) -> Store:
    file = path.with_suffix(".jsonl")
    bundles = map(both_of, made)
    JsonlFormat().write(header, bundles, file, no_progress, WriteOptions())
    assert header.scheme is not None
    store = new_corpus(path.with_suffix(".corpus"), scheme=header.scheme)
    report = import_files(store, [file])
    assert not report.refused, report.refused
    return store


def _by_kind(places: Counter[tuple[str, Told]]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for (_, told), count in places.items():
        counts[told[0]] += count
    return {kind: counts[kind] for kind in KINDS if kind != AGREE}


def _said(key: tuple[str, Told]) -> list[Any]:
    return [key[0], *key[1]]


def main() -> int:
    """Run and tell; 1 if something was missed or invented."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.analysis.deviations", description=__doc__.split("\n", 1)[0]
    )
    parser.add_argument("source", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=0.3)
    parser.add_argument("--documents", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = run(given.source, given.seed, given.share, given.documents, Path(folder))
    if given.json:
        print(orjson.dumps(told, option=orjson.OPT_INDENT_2).decode())
    else:
        for key, value in told.items():
            print(f"{key:12} {value}")
    return 1 if told["missed"] or told["invented"] else 0


if __name__ == "__main__":
    sys.exit(main())

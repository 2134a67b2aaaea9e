"""Trees of tags, entities and segments: which links upwards lead nowhere or round in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from annotator.model.problem import Problem
from annotator.model.scheme import ERROR, Feature, Scheme, Tag

NOWHERE, CIRCLE = "nowhere", "circle"


def broken_links(above: Mapping[str, str | None]) -> dict[str, str]:
    """Return which links upwards must go so that a tree is left, each with NOWHERE or CIRCLE.

    `above` maps every id to the one above it. Of each circle one link goes: that of the id which
    comes first.
    """
    broken: dict[str, str] = {}
    done: set[str] = set()
    for start in sorted(above):
        path: list[str] = []
        key: str | None = start
        while key is not None and key not in done and key not in path:
            path.append(key)
            higher = above[key]
            if higher is not None and higher not in above:
                broken[key] = NOWHERE
                higher = None
            key = higher
        if key is not None and key in path:
            broken[min(path[path.index(key) :])] = CIRCLE
        done.update(path)
    return broken


def tag_problems(scheme: Scheme) -> Iterator[Problem]:
    """Yield tags whose parent is not there, or which stand above themselves."""
    for tags in _lists_of_tags(scheme):
        above = {tag.id: tag.parent for tag in tags}
        for key, reason in broken_links(above).items():
            told = {"tag": key, "other": above[key]}
            yield Problem(severity=ERROR, code=f"tag_{reason}", document="", data=told)


def with_whole_trees(scheme: Scheme) -> tuple[Scheme, int]:
    """Return a scheme whose tags stand in trees, and how many links upwards had to go."""
    count = sum(len(broken_links({t.id: t.parent for t in x})) for x in _lists_of_tags(scheme))
    if not count:
        return scheme, 0
    mended = replace(
        scheme,
        tagsets=tuple(replace(x, tags=_mended(x.tags)) for x in scheme.tagsets),
        layers=tuple(replace(x, features=_features(x.features)) for x in scheme.layers),
        relation_types=tuple(
            replace(x, features=_features(x.features)) for x in scheme.relation_types
        ),
    )
    return mended, count


def _lists_of_tags(scheme: Scheme) -> Iterator[tuple[Tag, ...]]:
    yield from (tagset.tags for tagset in scheme.tagsets)
    for owner in (*scheme.layers, *scheme.relation_types):
        yield from (feature.tags for feature in owner.features if feature.tags)


def _features(features: tuple[Feature, ...]) -> tuple[Feature, ...]:
    return tuple(replace(f, tags=_mended(f.tags)) if f.tags else f for f in features)


def _mended(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
    broken = broken_links({tag.id: tag.parent for tag in tags})
    return tuple(replace(tag, parent=None) if tag.id in broken else tag for tag in tags)

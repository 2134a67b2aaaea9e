"""A scheme as rows, one for each of its parts, and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import orjson

from annotator.model.data import data_of, noun_of
from annotator.model.scheme import Scheme
from annotator.store.rows.inserting import Raw
from annotator.store.rows.rows import select_sql
from annotator.store.rows.schema import SCHEME_PARTS
from annotator.store.rows.table import Row, dumps
from annotator.store.rows.tables import SCHEME_TABLES

_NESTED = {"layers": "features", "relation_types": "features", "tagsets": "tags"}


def scheme_rows(scheme: Scheme) -> Iterator[tuple[str, Row]]:
    """Yield table and row of every part of a scheme, the scheme's own first."""
    whole = data_of(replace(scheme, **{attribute: () for _, attribute in SCHEME_PARTS}))
    for _, attribute in SCHEME_PARTS:
        whole.pop(attribute, None)
    yield "scheme", (whole.pop("id"), whole.pop("version"), dumps(whole))
    for table, attribute in SCHEME_PARTS:
        for position, part in enumerate(getattr(scheme, attribute)):
            yield from _part_rows(table, "", position, data_of(part), attribute)


def _part_rows(
    table: str, owner: str, position: int, data: dict[str, Any], attribute: str
) -> Iterator[tuple[str, Row]]:
    nested = _NESTED.get(attribute)
    inner: list[dict[str, Any]] | None = data.pop(nested, None) if nested else None
    if attribute == "feature":
        inner, nested = data.pop("tags", None), "tags"
        data["closed"] = inner is not None
    key = data.pop("id")
    yield table, (owner, position, key, dumps(data))
    path = f"{owner}/{table}:{key}"
    for place, item in enumerate(inner or ()):
        if nested == "features":
            yield from _part_rows("feature", path, place, dict(item), "feature")
        else:
            tag: dict[str, Any] = dict(item)
            yield "tag", (path, place, tag.pop("id"), dumps(tag))


def scheme_changes(connection: Any, scheme: Scheme) -> Iterator[tuple[str, Raw | None, Row | None]]:
    """Yield what must be written so that a scheme stands: table, whole row before, row after.

    What goes and what is another comes before what is new.
    """
    wanted = {_place(table, row): row for table, row in scheme_rows(scheme)}
    for table in ("scheme", *SCHEME_TABLES):
        for raw in connection.execute(select_sql(table)).fetchall():
            row = wanted.pop(_place(table, raw[1:-1]), None)
            if row != raw[1:-1]:
                yield table, raw, row
    for (table, *_), row in wanted.items():
        yield table, None, row


def _place(table: str, row: Row) -> tuple[str, Any, Any]:
    if table == "scheme":
        return table, None, None
    return table, row[0], row[2]


def read_scheme(connection: Any) -> Scheme:
    """Put the scheme together from its rows."""
    key, version, body = connection.execute("SELECT key, version, body FROM scheme").fetchone()
    data = {"id": key, "version": version, **orjson.loads(body)}
    tags = _by_owner(connection, "tag")
    features = _by_owner(connection, "feature")
    for table, attribute in SCHEME_PARTS:
        parts: list[dict[str, Any]] = []
        for part in _by_owner(connection, table).get("", ()):
            path = f"/{table}:{part['id']}"
            if attribute in ("layers", "relation_types"):
                part["features"] = [_feature(f, path, tags) for f in features.get(path, ())]
            elif attribute == "tagsets":
                part["tags"] = tags.get(path, [])
            parts.append(part)
        data[attribute] = parts
    return noun_of(Scheme, data)


def _feature(
    data: dict[str, Any], path: str, tags: dict[str, list[dict[str, Any]]]
) -> dict[str, Any]:
    if data.pop("closed", False):
        data["tags"] = tags.get(f"{path}/feature:{data['id']}", [])
    return data


def _by_owner(connection: Any, table: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    sql = f"SELECT owner, key, body FROM {table} ORDER BY owner, position"
    for owner, key, body in connection.execute(sql):
        found.setdefault(owner, []).append({"id": key, **orjson.loads(body)})
    return found

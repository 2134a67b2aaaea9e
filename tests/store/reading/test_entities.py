"""Entities are found by what names them, and counted by who names them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.entity import Alias, Entity
from annotator.store.reading.entities import (
    EntityKinds,
    Uses,
    entities_by_alias,
    entities_by_aliases,
    entity_uses,
    uses_of_entities,
)
from annotator.store.store import Store
from annotator.text.normal import fold
from tests.samples import make_samples


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The samples; each test leaves them as they were."""
    with make_samples(tmp_path_factory.mktemp("samples") / "samples.corpus") as made:
        yield made


def _aliases(store: Store) -> dict[str, list[str]]:
    """Return for each alias as the file keeps it the ids of those that have it."""
    rows = store.read().connection.execute(
        "SELECT folded, key FROM alias JOIN entity ON entity.id = alias.entity ORDER BY entity.id"
    )
    found: dict[str, list[str]] = {}
    for text, entity in rows:
        if entity not in found.setdefault(text, []):
            found[text].append(entity)
    return found


@given(data=st.data())
def test_several_aliases_find_what_each_finds_alone(store, data) -> None:
    known = _aliases(store)
    assert known
    asked = data.draw(st.lists(st.sampled_from([*sorted(known), "nobody", "'", "%"]), max_size=8))
    reader = store.read()
    found = entities_by_aliases(reader.connection, reader, asked)
    assert {text: [e.id for e in entities] for text, entities in found.items()} == {
        text: known[text] for text in asked if text in known
    }
    for text in asked:
        alone = entities_by_alias(reader.connection, reader, text)
        assert alone == found.get(text, [])


def test_one_alias_of_two_entities_finds_both(store) -> None:
    shared = Alias(text="the Spokesman")
    pair = [
        Entity(id=key, names={"en": key}, aliases=(shared,)) for key in ("person:b", "person:a")
    ]
    with store.edit("entities.put", annotator=None) as edit:
        for entity in pair:
            edit.put(entity)
    reader = store.read()
    assert entities_by_alias(reader.connection, reader, fold("The spokesman")) == pair
    store.undo()
    assert entities_by_alias(reader.connection, reader, fold("The spokesman")) == []


def test_kinds_are_those_of_now_before_within_and_after_an_edit(store) -> None:
    kinds = EntityKinds(store.read().connection)
    before = kinds.by_entity()
    entities = {e.id: e for e in store.read().entities()}
    assert before == {key: e.kinds for key, e in entities.items()}
    key = next(iter(entities))
    with store.edit("entities.put", annotator=None) as edit:
        edit.put(replace(entities[key], kinds=("of its own",)))
        within = EntityKinds(edit.reader.connection)
        assert within.by_entity()[key] == ("of its own",)
    assert kinds.by_entity() == {**before, key: ("of its own",)}
    store.undo()
    assert kinds.by_entity() == before


def test_kinds_that_were_asked_for_are_not_changed_by_who_asked(store) -> None:
    kinds = EntityKinds(store.read().connection)
    before = kinds.by_entity()
    kinds.by_entity().clear()
    assert kinds.by_entity() == before


def _names(store: Store, entity: str) -> int:
    """Count who names an entity by looking at everything."""
    reader, count = store.read(), 0
    for row in reader.documents():
        said = (json.dumps(dict(a.features), default=list) for a in reader.annotations(row.id))
        count += sum(1 for features in said if json.dumps(entity) in features)
        count += sum(1 for r in reader.relations(row.id) if r.to_entity == entity)
    return count + sum(1 for e in reader.entities() if entity in (e.represents, e.parent))


def test_uses_are_all_that_name_an_entity(store) -> None:
    reader = store.read()
    counts = {e.id: entity_uses(reader.connection, e.id) for e in reader.entities()}
    assert counts == {key: _names(store, key) for key in counts}
    assert max(counts.values()) > 1
    assert entity_uses(reader.connection, "person:never") == 0
    # A part of an id names nobody.
    longest = max(counts, key=len)
    assert entity_uses(reader.connection, longest[:-1]) == 0


def test_who_speaks_for_an_entity_or_is_a_part_of_it_names_it(store) -> None:
    reader, whole = store.read(), Entity(id="body:whole", names={"en": "Whole"})
    with store.edit("entities.put", annotator=None) as edit:
        edit.put(whole)
        edit.put(Entity(id="body:part", names={"en": "Part"}, parent=whole.id))
        edit.put(Entity(id="body:voice", names={"en": "Voice"}, represents=whole.id))
    assert entity_uses(reader.connection, whole.id) == 2
    store.undo()
    assert entity_uses(reader.connection, whole.id) == 0


def test_uses_of_all_are_those_of_each(store) -> None:
    reader = store.read()
    whole = Entity(id="whole", names={"en": "Whole"})
    part = Entity(id="part", names={"en": "Part"}, parent="whole", represents="whole")
    with store.edit("entities.new", annotator="gold") as edit:
        edit.put(whole)
        edit.put(part)
    try:
        found = uses_of_entities(reader.connection)
        assert found["whole"] == Uses(0, 0, 1)
        assert "part" not in found
        for entity in reader.entities():
            uses = found.get(entity.id, Uses())
            assert sum(uses) == entity_uses(reader.connection, entity.id)
        assert any(uses.annotations > 1 for uses in found.values())
        assert any(uses.relations for uses in found.values())
    finally:
        store.undo()

"""Names are known with whichever sign their apostrophes are written."""

from __future__ import annotations

import pytest

from annotator.model.entity import Alias, Entity
from annotator.operations.keeping.corpus import new_corpus, scheme_named
from annotator.operations.tagging.entities import set_entity
from annotator.operations.tagging.kinds_said import entity_feature
from annotator.operations.tagging.naming import alias_said, is_known_name, name_at, named_by
from annotator.store.store import Store

NAMES = (
    ("a", "en", "St James's Hospital"),
    ("b", "en", "O\u2019Brien"),
    ("c", "uk", "Дар'я Лук'яненко"),
    ("d", "fr", "L'Avenir d'Aubry"),
    ("e", "en", "Vela"),
)


@pytest.fixture
def store(tmp_path) -> Store:
    made = new_corpus(tmp_path / "names.corpus", scheme=scheme_named(None))
    for key, language, name in NAMES:
        known = (Alias(text=name, language=language),)
        entity = Entity(id=key, names={language: name}, aliases=known)
        set_entity(made, entity, annotator="me")
    return made


@pytest.mark.parametrize(
    ("quote", "entity", "is_form"),
    [
        ("St James\u2019s Hospital", "a", False),
        ("the St James\u2019s Hospital", "a", False),
        ("O'Brien", "b", False),
        ("O\u2019Brien", "b", False),
        ("O'Brien\u2019s", "b", True),
        ("Дар\u2019я Лук\u2019яненко", "c", False),
        ("Дар\u02bcї Лук\u02bcяненко", "c", True),
        ("L\u2019Avenir d'Aubry", "d", False),
        ("Vela\u2019s", "e", True),
    ],
)
def test_an_apostrophe_may_be_written_with_any_sign(
    quote: str, entity: str, is_form: bool, store: Store
) -> None:
    assert [(x.entity.id, x.is_form) for x in named_by(store, quote)] == [(entity, is_form)]
    layer = next(x for x in store.scheme.layers if entity_feature(x) is not None)
    end = len(quote) - (2 if is_form and quote.endswith("s") else 0)
    assert name_at(store, layer, f"{quote}, it\u2019s said", 0) == (0, end)
    assert is_known_name(store, layer, quote) is (not is_form and not quote.startswith("the "))


def test_a_name_within_words_is_said_with_any_sign(store: Store) -> None:
    entity = store.read().entity("b")
    assert entity is not None
    said = alias_said(entity, "the mayor Ada O'Brien", ())
    assert said is not None
    assert said.alias.text == "O\u2019Brien"

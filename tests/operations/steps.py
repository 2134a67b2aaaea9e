"""One user action is one step: what each test of an operation proves by the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from annotator.model.errors import RuleError
from annotator.model.wording import sentence, step_sentence
from annotator.store.store import Store
from tests.samples import dump


@contextmanager
def one_step(store: Store, kind: str) -> Iterator[None]:
    """Prove that the block makes one step, that undo gives exactly the rows before, redo after."""
    before, begun = dump(store), len(store.history(limit=1000))
    heard: list[str] = []
    stop = store.subscribe(lambda changes: heard.append(changes.direction))
    yield
    after, steps = dump(store), store.history(limit=1000)
    assert len(steps) == begun + 1
    assert steps[0].kind == kind
    for language in ("en", "bg"):
        said = step_sentence(steps[0], language)
        assert "{" not in said
        assert "step." not in said
    assert after != before
    store.undo()
    assert dump(store) == before
    store.redo()
    assert dump(store) == after
    assert list(store.damage()) == []
    stop()
    assert heard == ["do", "undo", "redo"]


@contextmanager
def no_step(store: Store) -> Iterator[None]:
    """Prove that the block changes nothing and makes no step."""
    before, steps = dump(store), store.history(limit=1000)
    heard: list[object] = []
    stop = store.subscribe(heard.append)
    yield
    stop()
    assert dump(store) == before
    assert store.history(limit=1000) == steps
    assert heard == []


@contextmanager
def refused(store: Store, code: str, said: str = "") -> Iterator[None]:
    """Prove that the block is refused with a sentence in both languages and changes nothing."""
    with no_step(store):
        with pytest.raises(RuleError) as caught:
            yield
        error = caught.value
        assert error.code == code
        english, bulgarian = sentence(error, "en"), sentence(error, "bg")
        assert said in english
        assert english != bulgarian
        assert english.endswith(".")
        assert bulgarian.endswith(".")

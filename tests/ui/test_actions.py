"""The table of actions: every key means one thing, every action can be done and is named twice."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from annotator import ui
from annotator.ui.action_table.action import FRAME, MENUS, TEXT, WINDOW, twin
from annotator.ui.action_table.table import ACTIONS, action
from annotator.ui.actions.groups import Groups
from annotator.ui.settings.keymap import is_key, refusal

GROUPS = Groups(None)  # type: ignore[arg-type]
WINDOW_CODE = "".join(
    path.read_text("utf-8") for path in sorted(Path(ui.__file__).parent.rglob("*.py"))
)
NAMED = sorted(set(re.findall(r"(?:does|handler)\(\"([a-z_]+\.[a-z_]+)\"\)", WINDOW_CODE)))
"""Actions that signals are connected to by name, because nobody may ever want them."""


def test_no_key_twice_in_a_context_or_in_it_and_the_window() -> None:
    for context in (WINDOW, TEXT, FRAME):
        keys = Counter(
            key
            for entry in ACTIONS
            if entry.contexts in (context, WINDOW)
            for key in entry.shortcuts
        )
        assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("entry", ACTIONS, ids=lambda a: a.id)
def test_every_action_is_named_and_explained_in_both_languages(entry) -> None:
    for english, bulgarian in (entry.names, entry.tips):
        assert english
        assert bulgarian
        assert english != bulgarian
        assert not any("а" <= letter <= "я" for letter in english.casefold())
        assert any("а" <= letter <= "я" for letter in bulgarian.casefold())
    assert not entry.menu or entry.menu in MENUS


@pytest.mark.parametrize("entry", [a for a in ACTIONS if a.handler], ids=lambda a: a.id)
def test_every_action_has_somebody_who_does_it(entry) -> None:
    group, method = entry.handler.partition(" ")[0].split(".")
    assert callable(getattr(getattr(GROUPS, group), method))


@pytest.mark.parametrize("name", NAMED)
def test_every_action_that_a_signal_names_can_be_done(name: str) -> None:
    group, method = name.split(".")
    assert callable(getattr(getattr(GROUPS, group), method))


def test_signals_name_actions() -> None:
    assert len(NAMED) > 8


@pytest.mark.parametrize("entry", ACTIONS, ids=lambda a: a.id)
def test_no_default_key_is_one_that_desktops_and_layouts_take(entry) -> None:
    for key in (*entry.keys, *entry.mac):
        assert is_key(key)
        assert not key.startswith(("Alt+Shift", "Ctrl+Shift+U"))
        assert len(key) > len("Alt+X") or not key.startswith("Alt+")
        assert refusal(key, entry) == ""
    assert not any(key.startswith("Ctrl+Alt") for key in entry.keys)
    assert all(len(key) > 1 for key in entry.keys) or entry.contexts != WINDOW


def test_standard_keys_keep_their_meaning() -> None:
    assert action("edit.undo").keys == ("Ctrl+Z",)
    assert "Ctrl+Shift+Z" in action("edit.redo").keys
    assert action("search.find").keys == ("Ctrl+F",)
    assert action("corpus.open").keys == ("Ctrl+O",)


def test_letters_of_both_keyboards_are_the_same() -> None:
    assert twin("а") == twin("a") == twin("А") == "a"
    assert twin("п") == "p"

"""The table of faults: the guide's is the script's, and each fault has tests that are there."""

from __future__ import annotations

import ast

import pytest

from tests.reliability.faults import FAULTS, ROOT, in_guide, table

NO_SUCH_WORK = {30}
"""Work that is suggested in the background; there is none yet."""


@pytest.mark.parametrize("language", ["en", "bg"])
def test_the_guide_has_the_table_of_the_script(language: str) -> None:
    assert in_guide(language) == table(language)


def test_every_fault_is_there_once() -> None:
    numbers = [number for fault in FAULTS for number in fault.numbers]
    assert sorted([*numbers, *NO_SUCH_WORK]) == list(range(1, 36))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: "-".join(map(str, f.numbers)))
def test_its_tests_are_there_and_run_every_time(fault) -> None:
    assert fault.tests
    for named in fault.tests:
        path, _, name = named.partition("::")
        tree = ast.parse((ROOT / "tests" / path).read_text(encoding="utf-8"))
        found = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == name]
        assert found, named
        marks = [ast.unparse(decorator) for decorator in found[0].decorator_list]
        assert not any("mark.slow" in mark for mark in marks), named


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: "-".join(map(str, f.numbers)))
def test_it_is_told_in_both_languages(fault) -> None:
    for english, bulgarian in (fault.fault, fault.seen, fault.lost):
        assert not any("а" <= letter <= "я" for letter in english.casefold())
        assert any("а" <= letter <= "я" for letter in bulgarian.casefold())
        assert "|" not in english + bulgarian

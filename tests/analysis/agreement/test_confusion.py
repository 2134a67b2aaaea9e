"""Tables of which value stands against which: only what one of the two has is a case of theirs."""

from __future__ import annotations

from annotator.analysis.agreement.compared import Place
from annotator.analysis.agreement.confusion import ABSENT, Confusions

PLACE = Place("d", 0, 3)


def test_what_only_a_third_one_has_is_no_case_of_the_other_two() -> None:
    tables = Confusions(("anna", "boris", "vera"))
    tables.add("", ("ACTOR", "ACTOR", ABSENT), PLACE)
    tables.add("", (ABSENT, ABSENT, "ACTOR"), PLACE)
    tables.add("L.f", (frozenset(), "", frozenset({"a"})), PLACE)
    found = {
        (t.what, t.first, t.second): {pair: places.total for pair, places in t.cells.items()}
        for t in tables.tables()
    }
    assert found == {
        ("", "anna", "boris"): {("ACTOR", "ACTOR"): 1},
        ("", "anna", "vera"): {("ACTOR", ABSENT): 1, (ABSENT, "ACTOR"): 1},
        ("", "boris", "vera"): {("ACTOR", ABSENT): 1, (ABSENT, "ACTOR"): 1},
        ("L.f", "anna", "vera"): {(ABSENT, "a"): 1},
        ("L.f", "boris", "vera"): {(ABSENT, "a"): 1},
    }


def test_a_whole_number_is_one_value_as_it_is_typed() -> None:
    tables = Confusions(("anna", "boris"))
    tables.add("L.f", (300.0, 300), PLACE)
    tables.add("L.f", (2.5, ABSENT), PLACE)
    assert list(tables.tables()[0].cells) == [("2.5", ABSENT), ("300", "300")]

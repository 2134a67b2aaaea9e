"""What is heard of a frame when it opens and while its ends are linked."""

from __future__ import annotations

from annotator.model.annotation import UNSURE
from annotator.ui.keys.heard import end_heard, hints_heard, question_heard


def test_five_letters_are_heard_with_their_ends_and_how_many_more_there_are(gold) -> None:
    session = gold.session
    ends = session.shown()[:7]
    shown = {end.id: letter for end, letter in zip(ends, "абвгдеж", strict=True)}
    said = hints_heard(session, shown)
    assert said.endswith(session.word("spoken.more", count=2))
    places = [said.index(f"{letter}: ") for letter in "АБВГД"]
    assert places == sorted(places)
    assert not {"Е: ", "Ж: "} & {said[at : at + 3] for at in range(len(said))}
    assert all(" ".join(end.quote.split())[:60] in said for end in ends[:5])
    five = hints_heard(session, dict(list(shown.items())[:5]))
    assert said.startswith(five)
    assert session.word("spoken.more", count=0) not in five


def test_an_end_that_is_not_certain_is_heard_so(gold) -> None:
    session = gold.session
    relation = next(r for a in session.shown() for r in session.relations_from(a.id))
    said = end_heard(session, relation)
    assert said[0].isupper()
    assert said.endswith(f": {' '.join(session.end_said(relation.to_id).split())}.")
    unsure = end_heard(session, relation._replace(confidence=UNSURE))
    assert unsure == said.replace(":", f", {session.word('unsure')}:", 1)


def test_without_a_question_what_stands_around_it_is_heard_alone(gold) -> None:
    assert question_heard(gold.session, None, opening="Stance", closing="А: дума.") == (
        "Stance. А: дума."
    )
    assert question_heard(gold.session, None) == ""

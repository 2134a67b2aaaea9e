"""What the same words, or another form of their noun, meant earlier."""

from __future__ import annotations

from annotator.model.annotation import Annotation
from annotator.model.scheme import Feature
from annotator.operations.tagging.earlier import Earlier, meant_earlier

FEATURE = Feature(id="who", type="entities")


def _said(key: str, quote: str, *who: str, layer: str = "actor") -> Annotation:
    return Annotation(key, "d", layer, "me", quote=quote, features={"who": list(who)})


def test_the_nearest_of_the_same_words_is_meant() -> None:
    near = [_said("1", "Двете  страни", "b", "c"), _said("2", "двете страни", "a")]
    assert meant_earlier(near, "actor", FEATURE, "двете страни").same == ("b", "c")
    assert meant_earlier(near, "place", FEATURE, "двете страни") == Earlier()


def test_another_form_of_the_last_word_is_likely() -> None:
    near = [_said("1", "двете страни", "a", "b"), _said("2", "министерството", "m")]
    assert meant_earlier(near, "actor", FEATURE, "страните") == Earlier((), ("a", "b"))
    assert meant_earlier(near, "actor", FEATURE, "външно министерство").likely == ("m",)
    assert meant_earlier(near, "actor", FEATURE, "комисията") == Earlier()


def test_what_says_nothing_of_anybody_is_passed_over() -> None:
    near = [_said("1", "двете страни"), _said("2", "", "x"), _said("3", "двете страни", "a")]
    assert meant_earlier(near, "actor", FEATURE, "двете страни").same == ("a",)
    assert meant_earlier(near, "actor", FEATURE, "— …") == Earlier()

"""Documents that are harder in one way than the long one: scripts, schemes, nesting, relations."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

_BULGARIAN = """Русия държавната граница между двете страни преговорите съобщили министерство и на
за председателят заяви, че правителството ще подкрепи предложението"""
_ARABIC = """قال وزير الخارجية إن الحكومة تدعم المفاوضات بين البلدين في العاصمة وأعلن الرئيس ذلك
أمس 2024 خلال اجتماع"""
_CHINESE = "外交部发言人表示支持两国之间的谈判并在首都举行会议总统昨天宣布政府将继续推动和平"
WORDS = {
    "bg": _BULGARIAN.split(),
    "ar": _ARABIC.split(),
    "zh": list(_CHINESE),
    "emoji": ["👩‍👩‍👧‍👦", "🇧🇬", "👍🏽", "😀", "🏳️‍🌈", "❤️", "🎉"],
}
ACTOR, PLACE, STANCE, ISSUE, CUE = "ACTOR", "PLACE", "STANCE", "ISSUE", "CUE"
_LAYERS = (ACTOR, PLACE, STANCE, ISSUE, CUE)
Row = tuple[int, int, str]
ONE, TWO = "one", "two"
"""Ids of the documents."""


@dataclass(frozen=True, slots=True)
class Odd:
    """A text, its annotations as (begin, end, layer), and how many relations and annotators."""

    text: str
    rows: tuple[Row, ...]
    relations: int = 0
    annotators: int = 1
    find: str = "и"


def _words(language: str, length: int, *, between: str = " ", paragraph: int = 900) -> str:
    """Return `length` characters of words, in paragraphs of about so many; 0: one paragraph."""
    pick, words = random.Random(7), WORDS[language]
    parts: list[str] = []
    size = since = 0
    while size < length:
        word = pick.choice(words)
        stop = "\n" if paragraph and since > paragraph else between
        since = 0 if stop == "\n" else since + len(word) + len(between)
        parts += (word, stop)
        size += len(word) + len(stop)
    return "".join(parts)[:length]


def _spread(text: str, count: int, longest: Callable[[int], int], layers: tuple[str, ...]) -> Odd:
    """Return a text with annotations all over it; `longest` gives each its length."""
    step = len(text) / count
    rows = tuple(
        (at, min(len(text), at + longest(number)), layers[number % len(layers)])
        for number in range(count)
        for at in [min(int(number * step), len(text) - 2)]
    )
    return Odd(text, rows)


def _nested(count: int, length: int) -> Odd:
    """Annotations nested ten deep, one group beside the other, in one paragraph."""
    text = _words("bg", length, paragraph=0)
    step, rows = length * 10 // count, list[Row]()
    for number in range(count // 10):
        begin = number * step
        half = max(1, step // 22)
        rows += [
            (begin + n * half, max(begin + step - n * half, begin + n * half + 1), _LAYERS[n % 5])
            for n in range(10)
        ]
    return Odd(text, tuple(row for row in rows if row[1] <= length))


def _related(size: int, length: int) -> Odd:
    """Stances with actors in them, and a relation from each to each of two actors."""
    text, rows = _words("bg", length), list[Row]()
    step = length // (size // 2)
    for number in range(size // 2):
        begin = number * step
        rows += [
            (begin, begin + step - 1, STANCE),
            (begin, begin + 3, ACTOR),
            (begin + step // 2, begin + step // 2 + 3, ACTOR),
        ]
    return Odd(text, tuple(rows), relations=size)


def odd_texts(size: int) -> dict[str, Callable[[], Odd]]:
    """Return what makes each document, by name; `size` annotations where it is about many."""
    length = 10 * size
    return {
        "sentences": lambda: _spread(_words("bg", length), size, lambda n: 80 + n % 120, (STANCE,)),
        "one_layer": lambda: _spread(_words("bg", length), size, lambda n: 3 + n % 5, (ACTOR,)),
        "five_layers": lambda: _spread(_words("bg", length), size, lambda n: 2 + n % 40, _LAYERS),
        "nested": lambda: _nested(size, length),
        "relations": lambda: _related(size // 10, length),
        "arabic": lambda: replace(
            _spread(_words("ar", length), size // 10, lambda n: 3 + n % 20, _LAYERS), find="في"
        ),
        "chinese": lambda: _spread(
            _words("zh", length, between=""), size // 10, lambda n: 2 + n % 9, _LAYERS
        ),
        "chinese_onepara": lambda: _spread(
            _words("zh", length, between="", paragraph=0), size // 10, lambda n: 2 + n % 9, _LAYERS
        ),
        "emoji": lambda: _spread(
            _words("emoji", length, between=""), size // 10, lambda n: 2 + n % 9, _LAYERS
        ),
        "two_annotators": lambda: _two(size, length),
    }


def _two(size: int, length: int) -> Odd:
    one = _spread(_words("bg", length), size // 2, lambda n: 3 + n % 9, (ACTOR, PLACE, ISSUE))
    return Odd(one.text, one.rows, annotators=2)


def corpus_with(odd: Odd, path: Path) -> None:
    """Make a corpus with a document and nearly the same one once more."""
    from annotator.model.annotation import IMPORT, Annotation, Relation
    from annotator.model.bundle import Bundle
    from annotator.model.corpus import Document
    from annotator.model.review import Annotator
    from annotator.model.span import Span
    from annotator.operations.keeping.corpus import new_corpus, scheme_named

    def annotations(document: str, text: str) -> Iterator[Annotation]:
        for who in range(odd.annotators):
            for number, (begin, end, layer) in enumerate(odd.rows):
                end = end + 1 if who and number % 3 == 0 and end < len(text) else end
                key = f"{document}-{'ab'[who]}{number}"
                spans, quote = (Span(begin, end),), text[begin:end]
                yield Annotation(key, document, layer, "ab"[who], spans, quote, origin=IMPORT)

    def relations(document: str) -> Iterator[Relation]:
        for number in range(odd.relations):
            hub = number // 2 * 3
            name, end = f"{document}-r{number}", f"{document}-a{hub + 1 + number % 2}"
            hub_id, features = f"{document}-a{hub}", {"level": 0}
            yield Relation(name, document, "source", "a", hub_id, end, features=features)

    with (
        new_corpus(path, scheme=scheme_named(None)) as store,
        store.edit("corpus.annotator", annotator=None, bulk=True) as edit,
    ):
        for who in "ab"[: odd.annotators]:
            edit.put(Annotator(id=who, names={"en": who.upper()}))
        for name in (ONE, TWO):
            text = odd.text if name == ONE else odd.text[:-1] + "!"
            digest = hashlib.sha256(text.encode()).hexdigest()
            document = Document(id=name, name=name, text=text, sha256=digest)
            found = tuple(annotations(name, text))
            edit.put_bundle(
                Bundle(document=document, annotations=found, relations=tuple(relations(name)))
            )

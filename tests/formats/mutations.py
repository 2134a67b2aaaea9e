"""Seeded damage to XML files: one small change at a time, of evenly spread kinds."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from lxml import etree

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_POINTERS = ("target", "corresp", "ana", "resp", "who", "fVal", "copyOf")
_OFFSETS = re.compile(r"(?<=,)\d+(?=[,)])")
Element = Any


class Mutation(NamedTuple):
    """A damaged file, and what was done to it."""

    kind: str
    what: str
    data: bytes


class NothingToChange(Exception):
    """The file has no place for this kind of damage."""


def _tagged(root: Element, chance: random.Random, fits: Callable[[Element], Any]) -> Element:
    """Return an element that fits: first its name is drawn, then which one of that name."""
    found: dict[str, list[Element]] = {}
    for element in root.iter(etree.Element):
        if element is not root and fits(element):
            found.setdefault(element.tag, []).append(element)
    if not found:
        raise NothingToChange
    return chance.choice(found[chance.choice(sorted(found))])


def _name(element: Element) -> str:
    return etree.QName(element).localname


def rename_element(root: Element, chance: random.Random) -> str:
    element = _tagged(root, chance, lambda e: True)
    names = sorted({e.tag for e in root.iter(etree.Element)} - {element.tag})
    before, element.tag = _name(element), chance.choice(names)
    return f"{before} is called {_name(element)}"


def drop_attribute(root: Element, chance: random.Random) -> str:
    element = _tagged(root, chance, lambda e: e.attrib)
    name = chance.choice(sorted(element.attrib))
    del element.attrib[name]
    return f"{_name(element)} without {name}"


def change_attribute(root: Element, chance: random.Random) -> str:
    element = _tagged(root, chance, lambda e: e.attrib)
    name = chance.choice(sorted(element.attrib))
    others = {e.get(name) for e in root.iter(element.tag)} - {None, element.get(name)}
    value = chance.choice(sorted(others)) if others else element.get(name) + "x"
    before = element.get(name)
    element.set(name, value)
    return f"{_name(element)} with {name} {value} instead of {before}"


def move_child(root: Element, chance: random.Random) -> str:
    """Move an element elsewhere, or among its siblings."""
    element = _tagged(root, chance, lambda e: True)
    home = element.getparent()
    if len(home) > 1 and chance.random() < 0.5:
        place = chance.choice([n for n, e in enumerate(home) if e is not element])
        target = home
    else:
        inside = set(element.iter())
        target = _tagged(root, chance, lambda e: e not in inside and e is not home)
        place = chance.randint(0, len(target))
    _take_out(element)
    element.tail = None
    target.insert(place, element)
    return f"{_name(element)} moved from {_name(home)} to place {place} of {_name(target)}"


def remove_child(root: Element, chance: random.Random) -> str:
    element = _tagged(root, chance, lambda e: True)
    home = element.getparent()
    _take_out(element)
    return f"{_name(element)} removed from {_name(home)}"


def double_child(root: Element, chance: random.Random) -> str:
    element = _tagged(root, chance, lambda e: True)
    element.addnext(deepcopy(element))
    return f"{_name(element)} twice"


def break_pointer(root: Element, chance: random.Random) -> str:
    """Point to what is not there; the shape of the pointer is kept."""
    element = _tagged(root, chance, lambda e: any("#" in e.get(n, "") for n in _POINTERS))
    name = chance.choice([n for n in _POINTERS if "#" in element.get(n, "")])
    pointers = element.get(name).split()
    number = chance.choice([n for n, p in enumerate(pointers) if p.startswith("#")])
    pointer = pointers[number]
    if "(" in pointer:
        pointers[number] = pointer.replace("(b-", "(b-0", 1)
    else:
        pointers[number] = pointer[:-1] + ("0" if pointer[-1] != "0" else "1")
    element.set(name, " ".join(pointers))
    return f"{_name(element)} with {name} {element.get(name)}"


def shift_offset(root: Element, chance: random.Random) -> str:
    element = _tagged(root, chance, lambda e: "string-range" in e.get("target", ""))
    before = element.get("target")
    match = chance.choice(list(_OFFSETS.finditer(before)))
    number = max(0, int(match.group()) + chance.choice((-2, -1, 1, 2, 7)))
    element.set("target", f"{before[: match.start()]}{number}{before[match.end() :]}")
    return f"{_name(element)} at {element.get('target')} instead of {before}"


def change_text(root: Element, chance: random.Random) -> str:
    """Change one character of the text of a document."""
    bodies = [e for e in root.iter("{*}body")]
    inside = [e for e in chance.choice(bodies).iter(etree.Element) if (e.text or "").strip()]
    element = chance.choice(inside)
    element.text = _changed(element.text, chance)
    return f"text of {_name(element)} in a body: {element.text[:30]}"


def change_other_text(root: Element, chance: random.Random) -> str:
    """Change one character of a text that stands beside the documents' own."""
    outside = {e for body in root.iter("{*}body") for e in body.iter()}
    element = _tagged(root, chance, lambda e: e not in outside and (e.text or "").strip())
    element.text = _changed(element.text, chance)
    return f"text of {_name(element)}: {element.text[:30]}"


def double_id(root: Element, chance: random.Random) -> str:
    element = _tagged(root, chance, lambda e: e.get(XML_ID))
    others = {e.get(XML_ID) for e in root.iter(element.tag) if e.get(XML_ID)}
    others -= {element.get(XML_ID)}
    if not others:
        raise NothingToChange
    element.set(XML_ID, chance.choice(sorted(others)))
    return f"{_name(element)} with the id {element.get(XML_ID)} of another"


def add_attribute(root: Element, chance: random.Random) -> str:
    element = _tagged(root, chance, lambda e: True)
    held = {(n, v) for e in root.iter(etree.Element) for n, v in e.attrib.items()}
    name, value = chance.choice(sorted(x for x in held if x[0] not in element.attrib))
    element.set(name, value)
    return f"{_name(element)} with {name} {value} besides"


KINDS: tuple[Callable[[Element, random.Random], str], ...] = (
    rename_element,
    drop_attribute,
    change_attribute,
    move_child,
    remove_child,
    double_child,
    break_pointer,
    shift_offset,
    change_text,
    change_other_text,
    double_id,
    add_attribute,
)


def mutations(sources: list[bytes], count: int, seed: int) -> Iterator[Mutation]:
    """Yield `count` damaged files: kinds and sources take turns, all else is drawn by `seed`."""
    chance = random.Random(seed)
    roots = [etree.fromstring(source) for source in sources]
    canonical = [etree.tostring(root, method="c14n") for root in roots]
    number = made = 0
    while made < count:
        kind = KINDS[made % len(KINDS)]
        place = number % len(roots)
        number += 1
        root = deepcopy(roots[place])
        try:
            what = kind(root, chance)
        except NothingToChange:
            continue
        if etree.tostring(root, method="c14n") == canonical[place]:
            continue
        made += 1
        yield Mutation(kind.__name__, what, written(root))


def written(root: Element) -> bytes:
    """Return a tree as an XML tool writes it."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _take_out(element: Element) -> None:
    """Remove an element, but not the text after it."""
    home, before = element.getparent(), element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            home.text = (home.text or "") + element.tail
    home.remove(element)


def _changed(text: str, chance: random.Random) -> str:
    place = chance.choice([n for n, c in enumerate(text) if not c.isspace()])
    other = chance.choice([c for c in "abйя7" if c != text[place]])
    return text[:place] + other + text[place + 1 :]

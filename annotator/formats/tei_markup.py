"""TEI in small: escaping, ids that XML allows, and any plain data as feature structures."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Container, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from annotator.formats.xml import TEI_NS, XML_NS, Element, local_name
from annotator.text.settling import settle

XML_ID = f"{{{XML_NS}}}id"
XML_LANG = f"{{{XML_NS}}}lang"
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\r": "&#13;",
        "\n": "&#10;",
        "\t": "&#9;",
    }
)
_SPECIAL = re.compile('[&<>\r"\n\t]')
_SPECIAL_IN_TEXT = re.compile("[&<>\r]")
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_PRIVATE = "x-code"
LETTERS = "À-ÖØ-öø-ÿЁ-ЌЎ-яё-ќў-ҁ"
"""The letters beside A to Z that ids and names may have; the grammar has the same."""
_LETTERS = f"A-Za-z{LETTERS}"
_LETTER = re.compile(f"[{_LETTERS}_]")
_PLAIN = re.compile(f"[{_LETTERS}0-9_-]*")
_PLAIN_NAME = re.compile(f"[{_LETTERS}_][{_LETTERS}0-9_-]*")
_OTHER = re.compile(f"[^{_LETTERS}0-9_-]")
_HEX = re.compile(r"\.([0-9a-f]{1,6})\.")
_BEGIN_OF_NAME = "_.."
_NULL = "-null"
"""The symbol for no value: no name of a tag is like it."""
_ELSEWHERE = "unlisted:"
"""How a pointer begins whose end the header does not list: it points out of the file."""


class Wrong(ValueError):
    """What does not fit together, with the line of the element that says so."""

    def __init__(self, element: Element, reason: str) -> None:
        """Keep the line, counted from the begin of the piece that was parsed."""
        super().__init__(reason)
        self.line = element.sourceline


def is_plain(value: str) -> bool:
    """Say whether a text stands inside an element as it is, with nothing to escape."""
    return _SPECIAL_IN_TEXT.search(value) is None


def text_of(value: str) -> str:
    """Escape a text for the inside of an element, carriage returns included."""
    return value.translate(_TEXT) if _SPECIAL_IN_TEXT.search(value) else value


def attribute_of(value: str) -> str:
    """Escape a text for an attribute in double quotes; white space comes back as it was."""
    return value.translate(_ATTRIBUTE) if _SPECIAL.search(value) else value


def id_of(prefix: str, key: str) -> str:
    """Return an XML id (NCName) for any key; different keys give different ids.

    What an id cannot have stands as `.hex.`.
    """
    return f"{prefix}-{key if _PLAIN.fullmatch(key) else _escaped(key)}"


def key_of(prefix: str, xml_id: str) -> str:
    """Return the key of an XML id made by `id_of`; ValueError if it has another prefix."""
    if not xml_id.startswith(f"{prefix}-"):
        raise ValueError(f"{xml_id} is no id of kind {prefix}")
    return _unescaped(xml_id[len(prefix) + 1 :])


def pointer_to(prefix: str, key: str, known: Container[str]) -> str:
    """Return a pointer within the file, or out of it where `known` does not have the key."""
    return f"{'#' if key in known else _ELSEWHERE}{id_of(prefix, key)}"


def pointed(prefix: str, pointer: str) -> str:
    """Return the key that a pointer made by `pointer_to` points to.

    ValueError if it points elsewhere than into the file.
    """
    if pointer.startswith(_ELSEWHERE):
        return key_of(prefix, pointer[len(_ELSEWHERE) :])
    if not pointer.startswith("#"):
        raise ValueError(f"{pointer} is no pointer within the file")
    return key_of(prefix, pointer[1:])


@lru_cache(maxsize=1000)
def pointed_by_many(prefix: str, pointer: str) -> str:
    """Return what `pointed` does, for what many point to: layers, annotators."""
    return pointed(prefix, pointer)


def points_to(prefix: str, pointer: str) -> bool:
    """Say whether a pointer points to something of that kind, in the file or out of it."""
    return pointer.removeprefix(_ELSEWHERE).removeprefix("#").startswith(f"{prefix}-")


def check_of(written: str) -> str:
    """Return a check number (CRC-32, hexadecimal) by which damage to a file is noticed."""
    return f"{zlib.crc32(written.encode()):08x}"


def name_of(key: str) -> str:
    """Return a key as a Name of XML; different keys give different names, plain ones themselves.

    What a Name cannot have stands as `.hex.`; `_..` goes before what else could not begin one.
    """
    if _PLAIN_NAME.fullmatch(key):
        return key
    name = _escaped(key)
    return name if _LETTER.match(name) else _BEGIN_OF_NAME + name


def key_of_name(name: str) -> str:
    """Return the key of a name made by `name_of`."""
    return _unescaped(name.removeprefix(_BEGIN_OF_NAME)) if "." in name else name


def _escaped(key: str) -> str:
    return _OTHER.sub(lambda m: f".{ord(m.group()):x}.", key)


def _unescaped(name: str) -> str:
    return _HEX.sub(_character, name) if "." in name else name


def _character(match: re.Match[str]) -> str:
    found = chr(int(match.group(1), 16))
    if settle(found, keep=True).text != found:
        raise ValueError(f"{match.group()} is no character that can be kept")
    return found


def language_tag(code: str) -> str:
    """Return a language code as xml:lang allows it."""
    if _LANGUAGE.fullmatch(code) and not code.startswith(_PRIVATE):
        return code
    digits = code.encode().hex()
    return "-".join((_PRIVATE, *(digits[i : i + 8] for i in range(0, len(digits), 8))))


def language_of(tag: str) -> str:
    """Return the language code of a tag made by `language_tag`."""
    if tag.startswith(_PRIVATE):
        return bytes.fromhex(tag[len(_PRIVATE) :].replace("-", "")).decode()
    return tag


def value_xml(value: Any) -> str:
    """Return plain data as the value of a feature: string, numeric, binary, vColl or fs."""
    if isinstance(value, str):
        return f"<string>{text_of(value)}</string>"
    if value is None:
        return f'<symbol value="{_NULL}"/>'
    if isinstance(value, bool):
        return f'<binary value="{"true" if value else "false"}"/>'
    if isinstance(value, (int, float)):
        return f'<numeric value="{value!r}"/>'
    if isinstance(value, (list, tuple)):
        items = cast(Sequence[Any], value)
        return f'<vColl org="list">{"".join(map(value_xml, items))}</vColl>'
    return fs_xml(value)


def fs_xml(data: Mapping[str, Any], attributes: str = "") -> str:
    """Return a mapping of plain data as a feature structure."""
    inside = "".join(f'<f name="{name_of(k)}">{value_xml(v)}</f>' for k, v in data.items())
    return f"<fs{attributes}>{inside}</fs>"


def tag(name: str) -> str:
    """Return a TEI name as lxml writes it."""
    return f"{{{TEI_NS}}}{name}"


def value_from(element: Element) -> Any:
    """Return the plain data of a feature's value; KeyError if it is none."""
    name = element.tag
    return element.text or "" if name == _STRING else _VALUES[name](element)


def _number(element: Element) -> int | float:
    text = element.get("value")
    return float(text) if any(c in text for c in ".eEn") else int(text)


_STRING = tag("string")
_VALUES: dict[str, Callable[[Element], Any]] = {
    tag("symbol"): lambda e: None if e.get("value") == _NULL else key_of_name(e.get("value")),
    tag("binary"): lambda e: e.get("value") == "true",
    tag("numeric"): _number,
    tag("vColl"): lambda e: [value_from(child) for child in e],
    tag("fs"): lambda e: fs_from(e),
}


def fs_from(element: Element) -> dict[str, Any]:
    """Return the mapping that a feature structure holds."""
    return {key_of_name(f.get("name")): value_from(f[0]) for f in element}


def child(element: Element, *path: str) -> Element:
    """Return the first element down a path; ValueError if it is missing."""
    for name in path:
        found = element.find(tag(name))
        if found is None:
            raise ValueError(f"{local_name(element)} has no {name}")
        element = found
    return element

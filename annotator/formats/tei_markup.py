"""TEI in small: escaping, ids that XML allows, and any plain data as feature structures."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Callable, Container, Mapping
from typing import Any
from urllib.parse import unquote

from annotator.formats.xml import TEI_NS, XML_NS, Element, local_name

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
_PLAIN_ID = re.compile(r"[A-Za-z0-9.-]*")
_OTHER_IN_ID = re.compile(r"[^A-Za-z0-9.-]")
_HEX_IN_ID = re.compile(r"_([0-9a-f]+)_")
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_PRIVATE = "x-annotator-"
_ELSEWHERE = "unlisted:"
"""How a pointer begins whose end the header does not list: it points out of the file."""


def text_of(value: str) -> str:
    """Escape a text for the inside of an element, carriage returns included."""
    return value.translate(_TEXT) if _SPECIAL.search(value) else value


def attribute_of(value: str) -> str:
    """Escape a text for an attribute in double quotes; white space comes back as it was."""
    return value.translate(_ATTRIBUTE) if _SPECIAL.search(value) else value


def id_of(prefix: str, key: str) -> str:
    """Return an XML id (NCName) for any key; different keys give different ids."""
    if _PLAIN_ID.fullmatch(key):
        return f"{prefix}-{key}"
    return f"{prefix}-" + _OTHER_IN_ID.sub(lambda m: f"_{ord(m.group()):x}_", key)


def key_of(prefix: str, xml_id: str) -> str:
    """Return the key of an XML id made by `id_of`; ValueError if it has another prefix."""
    if not xml_id.startswith(f"{prefix}-"):
        raise ValueError(f"{xml_id} is no id of kind {prefix}")
    rest = xml_id[len(prefix) + 1 :]
    return _HEX_IN_ID.sub(lambda m: chr(int(m.group(1), 16)), rest) if "_" in rest else rest


def pointer_to(prefix: str, key: str, known: Container[str]) -> str:
    """Return a pointer within the file, or out of it where `known` does not have the key."""
    return f"{'#' if key in known else _ELSEWHERE}{id_of(prefix, key)}"


def pointed(prefix: str, pointer: str) -> str:
    """Return the key that a pointer made by `pointer_to` points to."""
    if pointer.startswith(_ELSEWHERE):
        return key_of(prefix, pointer[len(_ELSEWHERE) :])
    if not pointer.startswith("#"):
        raise ValueError(f"{pointer} is no pointer within the file")
    return key_of(prefix, pointer[1:])


def points_to(prefix: str, pointer: str) -> bool:
    """Say whether a pointer points to something of that kind, in the file or out of it."""
    return pointer.removeprefix(_ELSEWHERE).removeprefix("#").startswith(f"{prefix}-")


def check_of(written: str) -> str:
    """Return a check number (CRC-32, hexadecimal) by which damage to a file is noticed."""
    return f"{zlib.crc32(written.encode()):08x}"


def name_of(key: str) -> str:
    """Return a key as a word of TEI (no white space, no control characters)."""
    if key.isalnum():
        return key
    return "".join(
        "".join(f"%{byte:02X}" for byte in char.encode())
        if char == "%" or unicodedata.category(char)[0] in "CZ"
        else char
        for char in key
    )


def key_of_name(name: str) -> str:
    """Return the key of a word made by `name_of`."""
    return unquote(name, errors="strict") if "%" in name else name


def language_tag(code: str) -> str:
    """Return a language code as xml:lang allows it."""
    if _LANGUAGE.fullmatch(code) and not code.startswith(_PRIVATE):
        return code
    digits = code.encode().hex()
    return _PRIVATE + "-".join(digits[i : i + 8] for i in range(0, len(digits), 8))


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
        return '<symbol value="null"/>'
    if isinstance(value, bool):
        return f'<binary value="{"true" if value else "false"}"/>'
    if isinstance(value, (int, float)):
        return f'<numeric value="{value!r}"/>'
    if isinstance(value, (list, tuple)):
        return f'<vColl org="list">{"".join(map(value_xml, value))}</vColl>'
    return fs_xml(value)


def fs_xml(data: Mapping[str, Any], attributes: str = "") -> str:
    """Return a mapping of plain data as a feature structure."""
    inside = "".join(
        f'<f name="{attribute_of(name_of(k))}">{value_xml(v)}</f>' for k, v in data.items()
    )
    return f"<fs{attributes}>{inside}</fs>"


def value_from(element: Element) -> Any:
    """Return the plain data of a feature's value; ValueError names what it is not."""
    kind = local_name(element)
    return _VALUES[kind](element)


def _number(element: Element) -> int | float:
    text = element.get("value")
    return float(text) if any(c in text for c in ".eEn") else int(text)


_VALUES: dict[str, Callable[[Element], Any]] = {
    "string": lambda e: e.text or "",
    "symbol": lambda e: None,
    "binary": lambda e: e.get("value") == "true",
    "numeric": _number,
    "vColl": lambda e: [value_from(child) for child in e],
    "fs": lambda e: fs_from(e),
}


def fs_from(element: Element) -> dict[str, Any]:
    """Return the mapping that a feature structure holds."""
    return {key_of_name(f.get("name")): value_from(f[0]) for f in element}


def tag(name: str) -> str:
    """Return a TEI name as lxml writes it."""
    return f"{{{TEI_NS}}}{name}"


def child(element: Element, *path: str) -> Element:
    """Return the first element down a path; ValueError if it is missing."""
    for name in path:
        found = element.find(tag(name))
        if found is None:
            raise ValueError(f"{local_name(element)} has no {name}")
        element = found
    return element

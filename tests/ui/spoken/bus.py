"""What a screen reader gets of another program: the bus of the desktop, by its own library.

Only what the journey asks for. Offsets are characters, as the bus counts them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_int, c_size_t, c_uint64
from ctypes import c_void_p as pointer
from time import monotonic
from typing import Any, NamedTuple

_SCREEN = 0
_STATES = {"editable": 7, "focused": 12, "multi line": 17, "selectable text": 38, "read only": 43}


class _Stretch(Structure):
    _fields_ = (("begin", c_int), ("end", c_int), ("content", c_char_p))


class _Box(Structure):
    _fields_ = (("x", c_int), ("y", c_int), ("width", c_int), ("height", c_int))


class _Value(Structure):
    _fields_ = (("type", c_size_t), ("data", c_uint64 * 2))


class _Event(Structure):
    _fields_ = (
        ("type", c_char_p),
        ("source", pointer),
        ("detail1", c_int),
        ("detail2", c_int),
        ("value", _Value),
        ("sender", pointer),
    )


_HEARD = CFUNCTYPE(None, POINTER(_Event), pointer)
_WOKEN = CFUNCTYPE(c_int, pointer)


class Heard(NamedTuple):
    """One event: its type, its first number, its text."""

    kind: str
    number: int
    text: str


class Bus:
    """The ears of one process; raises OSError where the library is not installed."""

    def __init__(self) -> None:
        """Connect to the bus and listen."""
        self._spi = ctypes.CDLL("libatspi.so.0")
        self._glib = ctypes.CDLL("libglib-2.0.so.0")
        self._objects = ctypes.CDLL("libgobject-2.0.so.0")
        self.heard: list[Heard] = []
        self._on_heard = _HEARD(self._take)
        self._on_woken = _WOKEN(lambda _data: 1)
        self._call("atspi_init", c_int)
        # Wakes a wait ten times a second, so that it sees how long it has waited.
        self._glib.g_timeout_add.argtypes = [ctypes.c_uint, _WOKEN, pointer]
        self._glib.g_timeout_add(100, self._on_woken, None)
        self._glib.g_main_context_iteration.argtypes = [pointer, c_int]
        self._objects.g_value_get_string.restype = c_char_p
        self._objects.g_value_get_string.argtypes = [POINTER(_Value)]
        self._objects.g_type_name.restype = c_char_p
        self._objects.g_type_name.argtypes = [c_size_t]
        listener = self._call("atspi_event_listener_new", pointer, self._on_heard, None, None)
        for kind in ("announcement", "text-caret-moved", "text-selection-changed"):
            name = f"object:{kind}".encode()
            self._call("atspi_event_listener_register", c_int, pointer(listener), name, None)

    def _call(self, name: str, result: Any, *arguments: Any) -> Any:
        function = getattr(self._spi, name)
        function.restype = result
        return function(*arguments)

    def _take(self, event: Any, _data: object) -> None:
        told, text = event.contents, ""
        if told.value.type and self._objects.g_type_name(told.value.type) == b"gchararray":
            text = (self._objects.g_value_get_string(byref(told.value)) or b"").decode()
        kind = told.type.decode().removeprefix("object:").rstrip(":")
        self.heard.append(Heard(kind, told.detail1, text))

    def wait(self, is_there: Callable[[], Any], *, seconds: float = 30) -> Any:
        """Return the first answer that is not empty, None if there is none in time."""
        last = monotonic() + seconds
        while monotonic() < last:
            found = is_there()
            if found:
                return found
            self._glib.g_main_context_iteration(None, 1)
        return None

    # things

    def program(self, name: str) -> Any:
        """Return the program of a name as soon as it is on the bus, None if it does not come."""
        top = self._call("atspi_get_desktop", pointer, c_int(0))
        return self.wait(lambda: next((p for p in self.below(top) if self.name(p) == name), None))

    def below(self, thing: Any) -> list[Any]:
        """Return what is within a thing."""
        count = self._call("atspi_accessible_get_child_count", c_int, pointer(thing), None)
        numbers = range(max(0, count))
        name = "atspi_accessible_get_child_at_index"
        found = (self._call(name, pointer, pointer(thing), c_int(n), None) for n in numbers)
        return [thing for thing in found if thing]

    def all_below(self, thing: Any) -> Iterator[Any]:
        """Yield everything within a thing, what holds before what is held."""
        for one in self.below(thing):
            yield one
            yield from self.all_below(one)

    def name(self, thing: Any) -> str:
        """Return the name that is read aloud."""
        return self._text("atspi_accessible_get_name", thing)

    def description(self, thing: Any) -> str:
        """Return what is read after the name."""
        return self._text("atspi_accessible_get_description", thing)

    def role(self, thing: Any) -> str:
        """Return what kind of thing it is."""
        return self._text("atspi_accessible_get_role_name", thing)

    def states(self, thing: Any) -> set[str]:
        """Return which of the states that the journey knows a thing has."""
        held = self._call("atspi_accessible_get_state_set", pointer, pointer(thing))
        has = "atspi_state_set_contains"
        return {n for n, s in _STATES.items() if self._call(has, c_int, pointer(held), c_int(s))}

    def _text(self, function: str, thing: Any) -> str:
        return (self._call(function, c_char_p, pointer(thing), None) or b"").decode()

    # text

    def has_text(self, thing: Any) -> bool:
        """Say whether a thing can be read by characters."""
        return bool(self._call("atspi_accessible_get_text_iface", pointer, pointer(thing)))

    def count(self, thing: Any) -> int:
        """Return how many characters a text has."""
        return int(self._call("atspi_text_get_character_count", c_int, pointer(thing), None))

    def read(self, thing: Any, begin: int, end: int) -> str:
        """Return a stretch of a text."""
        span = (c_int(begin), c_int(end))
        found = self._call("atspi_text_get_text", c_char_p, pointer(thing), *span, None)
        return (found or b"").decode()

    def piece(self, thing: Any, offset: int, size: int) -> str:
        """Return the character (0), word (1), sentence (2) or line (3) at an offset."""
        where = (c_int(offset), c_int(size))
        function = "atspi_text_get_string_at_offset"
        found = self._call(function, POINTER(_Stretch), pointer(thing), *where, None)
        return (found.contents.content or b"").decode() if found else ""

    def caret(self, thing: Any) -> int:
        """Return where the caret stands."""
        return int(self._call("atspi_text_get_caret_offset", c_int, pointer(thing), None))

    def set_caret(self, thing: Any, offset: int) -> None:
        """Put the caret somewhere."""
        self._call("atspi_text_set_caret_offset", c_int, pointer(thing), c_int(offset), None)

    def box(self, thing: Any, offset: int) -> tuple[int, int, int, int]:
        """Return where a character is on the screen: left, top, width, height."""
        where = (c_int(offset), c_int(_SCREEN))
        function = "atspi_text_get_character_extents"
        found = self._call(function, POINTER(_Box), pointer(thing), *where, None).contents
        return found.x, found.y, found.width, found.height

    def offset_at(self, thing: Any, x: int, y: int) -> int:
        """Return the offset at a point of the screen."""
        where = (c_int(x), c_int(y), c_int(_SCREEN))
        function = "atspi_text_get_offset_at_point"
        return int(self._call(function, c_int, pointer(thing), *where, None))

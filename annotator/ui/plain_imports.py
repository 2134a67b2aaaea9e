"""Spares the modules of the program what PySide and Python do between imports.

PySide puts a function of its own in the place of `__import__`, for features of its syntax that are
chosen by an import. After each module it reads the source of that module again to see whether it
may use one. This program uses none, and a start imports hundreds of modules. PySide keeps the
function that stood there before among the builtins.

Python looks through all that it has made for garbage a hundred times meanwhile. There is none:
what modules make is there to stay.
"""

from __future__ import annotations

import builtins
import gc


def restore() -> bool:
    """Put the function of before back, if PySide has replaced it; return whether it had."""
    before = getattr(builtins, "__orig_import__", None)
    if before is None or builtins.__import__ is before:
        return False
    builtins.__import__ = before
    return True


IS_RESTORED = restore()
"""Whether the modules that are imported after this one are spared it."""

gc.disable()


def end() -> None:
    """Let Python look for garbage again: what a window needs is imported, and is left alone."""
    if not gc.isenabled():
        # What is young is looked through first, and all of it would be.
        gc.freeze()
        gc.enable()

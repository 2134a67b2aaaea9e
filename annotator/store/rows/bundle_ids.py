"""Row numbers within one bundle, while its rows are made."""

from __future__ import annotations

from collections.abc import Mapping


class BundleIds:
    """Row numbers within one bundle that was just inserted."""

    def __init__(self, document: str, number: int, annotations: Mapping[str, int]) -> None:
        """Take the document with its row number, and those of its annotations by id."""
        self._document = document
        self._number = number
        self._annotations = annotations

    def number_of(self, table: str, key: str) -> int:
        """Return the row number of an id; KeyError if it is none of the bundle."""
        if table == "document" and key == self._document:
            return self._number
        return self._annotations[key]

    def key_of(self, table: str, number: int) -> str:
        """Raise KeyError: nobody asks for ids while rows are made."""
        raise KeyError(number)

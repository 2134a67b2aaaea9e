"""What searches of one sitting remember of a corpus, so that the next one need not ask again."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.store.rows.brought import Found
    from annotator.store.searching.holdings import Holdings
    from annotator.store.searching.written import Written
    from annotator.text.parts import Terms


@dataclass(slots=True)
class Remembered:
    """Each is whole or not there, and says by itself of which state of the corpus it is true.

    `terms` are the words of the search index and the stamp of the index that has them; until these
    are read so are `listed`, which may have some that are gone, and `rare`, those with rare
    letters. Threads may share one: what is kept is put in its place at once, and never changed
    after that. `brought` is what an import noted, and the number of edits that the corpus had seen
    after it. `home` is the id and the file of the corpus, under which an earlier sitting may have
    kept something.
    """

    terms: tuple[bytes, Terms] | None = field(default=None)
    listed: tuple[bytes, Terms] | None = field(default=None)
    rare: tuple[bytes, Terms] | None = field(default=None)
    holdings: Holdings | None = field(default=None)
    written: Written | None = field(default=None)
    brought: tuple[int, Found] | None = field(default=None)
    home: tuple[str, Path] | None = field(default=None)
    is_recalled: bool = field(default=False)
    """Whether it was looked up what an earlier sitting kept."""
    lock: Lock = field(default_factory=Lock, repr=False)

    def forget(self) -> None:
        """Know nothing any more, and look nothing up."""
        with self.lock:
            self.is_recalled = True
            self.terms = self.listed = self.rare = None
            self.holdings = self.written = self.brought = None

"""Works on a corpus on a simulated disk until the power goes.

python -m tests.reliability.power_worker CORPUS SEED
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

LONGEST = 500
"""Writes and synchronisations of the disk before one of which the power goes."""


def main(corpus: Path, seed: int) -> None:
    """Open the corpus on the simulated disk and work."""
    from annotator.store.files import library
    from tests.reliability import powerdisk

    rng = random.Random(seed)
    machine = powerdisk.Machine(powerdisk.Disk(rng, rng.randrange(1, LONGEST)))
    library.sqlite3 = powerdisk.library()
    library.IS_SHAREABLE = False
    from annotator.operations.keeping.corpus import open_corpus
    from tests.reliability.worker import work

    mode = rng.choice(("edit", "undo", "import", "checkpoint"))
    while True:
        with open_corpus(corpus) as store:
            work(store, mode, rng, corpus.parent, rng.randrange(1, 40))
        machine.disk.count()


def run(words: list[str]) -> None:
    """Do what the words of a command line say."""
    main(Path(words[0]), int(words[1]))


if __name__ == "__main__":
    run(sys.argv[1:])

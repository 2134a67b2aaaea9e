"""Brings a corpus to the next version, to be killed while it does.

python -m tests.reliability.migrator CORPUS
"""

from __future__ import annotations

import sys
from pathlib import Path


def main(corpus: Path) -> None:
    """Say when everything is loaded, and open the corpus in the next version."""
    from annotator.store.store import Store
    from tests.reliability.next_version import next_target

    target = next_target()
    print('{"ready": true}', flush=True)
    Store.open(corpus, target=target).close()
    print('{"done": true}', flush=True)


def run(words: list[str]) -> None:
    """Do what the words of a command line say."""
    main(Path(words[0]))


if __name__ == "__main__":
    run(sys.argv[1:])

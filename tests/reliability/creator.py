"""Makes a corpus, to be killed while it does."""

from __future__ import annotations

import sys
from pathlib import Path


def main(corpus: Path) -> None:
    """Say when everything is loaded, and make the corpus."""
    from annotator.operations.keeping.corpus import new_corpus, scheme_named

    scheme = scheme_named(None)
    print('{"ready": true}', flush=True)
    new_corpus(corpus, scheme=scheme).close()


def run(words: list[str]) -> None:
    """Do what the words of a command line say."""
    main(Path(words[0]))


if __name__ == "__main__":
    run(sys.argv[1:])

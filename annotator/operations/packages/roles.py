"""As whom whoever sits at a corpus may work: another's eyes must not see what a round hides."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.operations.rounds.blindness import hidden_work
from annotator.store.reading.queries import Reader


def roles_of(reader: Reader, sitter: str, annotators: Iterable[str]) -> tuple[str, ...]:
    """Return those of `annotators` as whom `sitter` may work, in their order.

    A corpus made of a package belongs to its receiver. Elsewhere whoever has a share in a blind
    round, and from whom somebody's work is hidden yet, works as nobody else: whoever has no such
    share sees everything there is anyway. `sitter` is who opened the corpus, not as whom they
    work at the moment, so a lead can come back.
    """
    receiver = receiver_of(reader)
    if receiver is not None:
        return tuple(who for who in annotators if who in (receiver, sitter))
    if hidden_work(reader, sitter):
        return (sitter,)
    return tuple(annotators)


def receiver_of(reader: Reader) -> str | None:
    """Return for whom the package was that the corpus was made of, None if it was of none."""
    if not any(handed.extra for handed in reader.rounds()):
        return None
    # What packages are is loaded where there is one: this is asked when a window opens.
    from annotator.operations.packages.packages import package_of

    got = package_of(reader)
    return got.to_annotator if got is not None else None

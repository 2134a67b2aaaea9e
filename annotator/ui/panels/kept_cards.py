"""Cards of comments that were shown before: who comes back to a document finds the same ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from annotator.model.review import Comment
from annotator.ui.panels.comment_card import CommentCard
from annotator.ui.sitting.session import Session

MOST = 24
"""Cards that are kept beside those that are shown."""


class _Said(NamedTuple):
    """All that a card says, and for whom: what it offers depends on that."""

    comment: Comment
    depth: int
    about: str
    name: str
    who: str


class KeptCards:
    """Makes a card when a comment is first shown, or when something else is to be said of it.

    What a style sheet says of a card is looked up for each of its lines, which costs more than
    all the rest of showing it.
    """

    def __init__(self, session: Session, made: Callable[[CommentCard], object]) -> None:
        """Keep nothing yet; `made` is told of each new card."""
        self._session, self._made = session, made
        self._known: dict[str, tuple[_Said, CommentCard]] = {}

    def card(self, comment: Comment, depth: int, about: str) -> CommentCard:
        """Return the card of a comment, which stands in no layout; one that is kept is hidden."""
        session = self._session
        name = session.annotator_name(comment.annotator)
        said = _Said(comment, depth, about, name, session.annotator)
        before, card = self._known.pop(comment.id, (None, None))
        if card is not None and before != said:
            _drop(card)
            card = None
        if card is None:
            card = CommentCard(self._session, comment, depth, about)
            self._made(card)
        self._known[comment.id] = said, card
        return card

    def limit(self, shown: Sequence[CommentCard]) -> None:
        """Drop those that were shown longest ago; those `shown` now stay."""
        spare = [key for key, (_, card) in self._known.items() if card not in shown]
        for key in spare[: max(0, len(spare) - MOST)]:
            _drop(self._known.pop(key)[1])

    def clear(self) -> None:
        """Drop all of them."""
        for _, card in self._known.values():
            _drop(card)
        self._known.clear()


def _drop(card: CommentCard) -> None:
    card.hide()
    card.deleteLater()

"""What of others' work a blind round hides from whoever works, asked once until shares change."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from annotator.model.change import ChangeSet, Step
from annotator.model.wording import step_sentence
from annotator.operations.rounds.blindness import hidden_work
from annotator.ui.sitting.known import Known

_SHARES = frozenset(("assignment", "round", "annotator"))


class Hiding:
    """Lists and pages ask it before they tell of others' work."""

    def __init__(self, known: Known, whose: Callable[[], str]) -> None:
        """Know a corpus and who works; nothing is read before it is asked for."""
        self._corpus, self._whose = known, whose
        self._known: tuple[str, Mapping[str, frozenset[str]]] | None = None

    @property
    def work(self) -> Mapping[str, frozenset[str]]:
        """By document whose work on it is hidden; others are left out."""
        who = self._whose()
        if self._known is None or self._known[0] != who:
            self._known = who, hidden_work(self._corpus.store.read(), who)
        return self._known[1]

    @property
    def people(self) -> frozenset[str]:
        """All of whose work something is hidden."""
        return frozenset().union(*self.work.values())

    def follow(self, changes: ChangeSet) -> bool:
        """Ask anew if shares changed; say whether they may have."""
        has_changed = changes.is_bulk or any(c.table in _SHARES for c in changes.changes)
        if has_changed:
            self._known = None
        return has_changed

    def step_said(self, step: Step) -> str:
        """Return a step in words; of others', while any work is hidden, only that it was made."""
        if step.annotator not in (None, self._whose()) and self.work:
            return self._corpus.word("people.step_hidden")
        return step_sentence(step, self._corpus.language)

"""Finds in the open document what somebody types: words, a query or a regular expression."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from annotator.model.errors import QueryError
from annotator.model.query import Hit, Manner
from annotator.model.query_pieces import unquoted
from annotator.model.reasons import reason_in
from annotator.model.wording import sentence
from annotator.operations.search.searching import hits_in, read_query
from annotator.text.finding import FORMS, INSIDE, WHOLE, finder_of, words_of
from annotator.text.patterns import PatternError, PatternTimeout, find_all, seconds_for
from annotator.ui.pace.tasks import Task
from annotator.ui.sitting.session import Session
from annotator.ui.text.view import TextView
from annotator.ui.words.fixed import word

_AT_ONCE_SECONDS, _LATER_SECONDS = 0.03, 2.0
"""What a regular expression may take while one types, and then on a thread of its own."""


class Finder(QObject):
    """Looks through what a view shows; `found` tells the places and what is said instead."""

    found = Signal(object, str)

    def __init__(self, view: TextView, session: Session) -> None:
        """Find in what a view shows."""
        super().__init__()
        self._view, self._session = view, session
        self._task: Task | None = None
        self._dropped: list[Task] = []

    def _word(self, code: str, **data: object) -> str:
        return word(code, self._session.language, keys=self._session.keys, **data)

    def find(self, typed: str, manner: Manner) -> None:
        """Find everything that is typed, and tell of it by `found`."""
        self.stop()
        if not typed.strip() or self._session.document is None:
            self.found.emit([], "")
            return
        try:
            expression = typed if manner.is_expression else _between_slashes(typed)
            if expression:
                self._search_expression(expression, manner)
                return
            is_query = _is_query(typed)
            found = self._queried(typed, manner) if is_query else self._words(typed, manner)
        except QueryError as error:
            self.found.emit([], sentence(error, self._session.language))
            return
        self.found.emit(found, "")

    def _hit(self, span: tuple[int, int]) -> Hit:
        return Hit(self._session.document or "", *span)

    def _words(self, typed: str, manner: Manner) -> list[Hit]:
        """Return the places of words; of these letters while they are no whole word yet."""
        text, found = self._view.text(), list[tuple[int, int]]()
        for mode in (FORMS, INSIDE) if manner.mode == FORMS else (manner.mode,):
            # What stands nowhere with the quotation marks that were typed may stand without them.
            for one in dict.fromkeys((typed, unquoted(typed.strip()))):
                words = words_of(one, mode, is_exact=manner.is_exact)
                found = found or finder_of(words).find(text)
        return [self._hit(span) for span in found]

    def _queried(self, typed: str, manner: Manner) -> list[Hit]:
        """Return the places of a query of the query language; only what the text shows."""
        session = self._session
        reader = session.store.read()
        query = read_query(reader, session.scheme, typed, manner)
        found = hits_in(
            reader, session.scheme, session.document or "", query, annotator=session.annotator
        )
        shown = (hit for hit in found if hit.annotation is None or self._is_shown(hit.annotation))
        return [hit for hit in shown if hit.annotation is not None or hit.begin < hit.end]

    def _is_shown(self, annotation_id: str) -> bool:
        found = self._session.annotation(annotation_id)
        return found is not None and self._session.is_shown(found)

    def _search_expression(self, typed: str, manner: Manner) -> None:
        """Find at once what is found quickly; what takes longer goes on beside the window."""
        text = self._view.text()
        options: dict[str, Any] = {
            "is_regex": True,
            "ignore_case": not manner.is_exact,
            "whole_words": manner.mode == WHOLE,
        }
        try:
            spans = find_all(text, typed, budget_seconds=_AT_ONCE_SECONDS, **options)
        except PatternError as error:
            self.found.emit(
                [], self._word("find_wrong", reason=reason_in(error.reason, self._session.language))
            )
            return
        except PatternTimeout:
            self.found.emit([], self._word("find_wait"))
            budget = seconds_for(text, most=_LATER_SECONDS)
            self._task = Task(
                lambda progress: find_all(
                    text,
                    typed,
                    budget_seconds=budget,
                    asked=lambda: progress("progress.searching", 0, None),
                    **options,
                )
            )
            self._task.done.connect(self._on_found)
            self._task.failed.connect(self._on_failed)
            self._task.start()
            return
        self.found.emit([self._hit(span) for span in spans], "")

    def _on_found(self, spans: Any) -> None:
        if self.sender() is self._task:
            self._task = None
            self.found.emit([self._hit(span) for span in spans], "")

    def _on_failed(self, error: object) -> None:
        if self.sender() is self._task:
            self._task = None
            if not isinstance(error, PatternTimeout):
                raise RuntimeError("an expression could not be looked for") from error  # type: ignore[misc]
            self.found.emit([], self._word("find_slow"))

    def stop(self) -> None:
        """Forget an expression that is still looked for; what looks ends by its budget."""
        self._dropped = [task for task in self._dropped if task.is_running()]
        if self._task is not None:
            self._task.cancel()
            self._dropped.append(self._task)
            self._task = None

    def end(self) -> None:
        """Wait for what still runs: the corpus is being closed."""
        self.stop()
        for task in self._dropped:
            task.end()


def is_plain(typed: str) -> bool:
    """Say whether something is words, neither a query nor an expression between slashes."""
    return not _is_query(typed) and not _between_slashes(typed)


def _is_query(typed: str) -> bool:
    """Say whether something has signs that a search of the corpus reads as more than words."""
    return "[" in typed or ("*" in typed and any(sign.isalpha() for sign in typed))


def _between_slashes(typed: str) -> str:
    """Return the expression that stands between slashes, as in a search of the corpus, or ""."""
    inner = typed.strip()
    is_one = len(inner) > 2 and inner[0] == inner[-1] == "/" and "/" not in inner[1:-1]
    return inner[1:-1] if is_one else ""

"""Which question a frame asks next: what was answered, set aside, or left open before."""

from __future__ import annotations

from annotator.operations.tagging.filling import quoted_feature
from annotator.ui.keys.questions import Question, question_about
from annotator.ui.sitting.session import Session


class Asked:
    """Remembers what is not asked again in one frame, and what is asked last in any."""

    def __init__(self, session: Session) -> None:
        """Ask in a sitting."""
        self._session = session
        self.skipped: set[str] = set()
        self.left_open: set[str] = set()
        self._first = ""

    def begin(self) -> None:
        """Ask anew: another frame is open."""
        self.skipped, self._first = set(), ""

    def now(self, hub_id: str) -> Question | None:
        """Return the question about an annotation, None where there is none left."""
        hub = self._session.annotation(hub_id)
        layer = self._session.scheme.layer(hub.layer) if hub else None
        if hub is None or layer is None:
            return None
        return question_about(
            self._session.scheme,
            layer,
            hub,
            self._session.language,
            doubts=self._session.by_rule.of(hub),
            skipped=self.skipped,
            left_open=self.left_open,
            first=self._first,
        )

    def switch_quoted(self, hub_id: str) -> bool:
        """Ask first what quotation marks answer by themselves; again: what was asked before.

        Say whether the annotation has such a feature.
        """
        hub = self._session.annotation(hub_id)
        feature = quoted_feature(self._session.scheme, hub.layer) if hub is not None else None
        if feature is not None:
            self._first = "" if self._first == feature.id else feature.id
        return feature is not None

    def go_on(self) -> None:
        """Go back to the usual order: what was asked first is answered or set aside."""
        self._first = ""

    def set_aside(self, question: Question) -> None:
        """Ask something else; what nobody has answered is asked last from now on."""
        self.skipped.add(question.feature.id)
        if question.value is None:
            self.left_open.add(question.feature.id)

    def take(self, question: Question) -> None:
        """Note that a question was answered."""
        self.skipped.add(question.feature.id)
        self.left_open.discard(question.feature.id)

    def leave(self, hub_id: str) -> None:
        """Note what a frame that is left had asked in vain."""
        asked = self.now(hub_id)
        if asked is not None and not asked.is_needed and asked.value is None:
            self.left_open.add(asked.feature.id)

"""What keys say of the end that the next letter links: where it goes, as what, how certain."""

from __future__ import annotations

from typing import NamedTuple

from annotator.model.annotation import SURE, UNSURE
from annotator.model.language import text_in
from annotator.model.scheme import RelationType
from annotator.operations.tagging import frames
from annotator.ui.sitting.session import Session


class Said(NamedTuple):
    """Where an end goes, its type of relation ("" for what the letter means) and its confidence."""

    where: str = frames.NEXT
    kind: str = ""
    confidence: str = SURE


class NextEnd:
    """Keeps what keys said until a letter takes it, and tells it."""

    def __init__(self, session: Session) -> None:
        """Tell it in a sitting."""
        self._session = session
        self._said = Said()
        self._where_said = ""
        self._last_kinds: dict[str, str] = {}

    @property
    def is_said(self) -> bool:
        """Whether anything was said."""
        return self._said != Said()

    def reset(self) -> None:
        """Forget it."""
        self._said = Said()

    def take(self) -> Said:
        """Return what was said, and forget it."""
        said, self._said = self._said, Said()
        return said

    def goes(self, where: str) -> None:
        """Say where it goes: beside, another chain; again: where it goes by itself."""
        where = frames.NEXT if self._said.where == where else where
        self._said = self._said._replace(where=where, kind="")
        self._where_said = self._session.word(f"where.{where}")
        self._tell()

    def is_unsure(self) -> None:
        """Say that it is not certain, or that it is."""
        is_sure = self._said.confidence == UNSURE
        self._said = self._said._replace(confidence=SURE if is_sure else UNSURE)
        self._tell()

    def types(self, hub_id: str) -> list[RelationType]:
        """Return the types of relation off the ladder, which a letter alone need not mean."""
        hub = self._session.annotation(hub_id)
        return frames.types_off(self._session.scheme, hub.layer) if hub is not None else []

    def last_type(self, hub_id: str) -> str:
        """Return the type that was last said in a frame of that layer, "" if none was."""
        hub = self._session.annotation(hub_id)
        return self._last_kinds.get(hub.layer, "") if hub is not None else ""

    def go_on(self, hub_id: str) -> None:
        """Say the next of the types of relation off the ladder; after the last one none."""
        ids = [kind.id for kind in self.types(hub_id)]
        at = ids.index(self._said.kind) + 1 if self._said.kind in ids else 0
        self.is_of(hub_id, ids[at] if at < len(ids) else "")

    def is_of(self, hub_id: str, kind_id: str) -> None:
        """Say of which type off the ladder it is, or that it is what the letter means."""
        where = frames.OFF if kind_id else frames.NEXT
        self._said = self._said._replace(where=where, kind=kind_id)
        hub, kinds = self._session.annotation(hub_id), self.types(hub_id)
        if hub is not None and kind_id:
            self._last_kinds[hub.layer] = kind_id
        word = self._session.word
        if len(kinds) > 1 and kind_id:
            names = next(kind.names for kind in kinds if kind.id == kind_id)
            name = text_in(names, self._session.language, kind_id)
            self._where_said = word("where.type", name=name)
        else:
            self._where_said = word(f"where.{where}")
        self._tell()

    def _tell(self) -> None:
        """Say all of it: a second key takes nothing of the first one back."""
        word, is_unsure = self._session.word, self._said.confidence == UNSURE
        if self._said.where == frames.NEXT:
            said = word("where.unsure" if is_unsure else "where.next")
        elif is_unsure:
            said = f"{self._where_said} {word('where.unsure_too')}"
        else:
            said = self._where_said
        self._session.said.emit(said)

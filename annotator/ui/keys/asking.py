"""What a mode may ask of the keyboard that made it: the mode knows no module of the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from annotator.model.annotation import Annotation
from annotator.model.entity import Entity
from annotator.ui.text.marks import Mark


class Tagging(Protocol):
    """What tags what is pointed at."""

    in_the_way: str | None

    def tag(
        self,
        layer_id: str,
        features: dict[str, Any] | None = None,
        *,
        entity: Entity | None = None,
        opens: bool = True,
    ) -> Annotation | None:
        """Tag what is pointed at; `opens`: a hub's frame too."""
        ...

    def stay_with(self, annotation_id: str) -> None:
        """Take an annotation whose borders moved for the fresh one still."""
        ...

    def note_clash(self, layer_id: str, *spans: tuple[int, int], besides: str = "") -> None:
        """Let Enter open what stood in the way of spans on a layer."""
        ...

    def take_offer(self) -> bool:
        """Give the fresh annotation what is offered; say if anything was."""
        ...

    def entity_of(self, typed: str) -> Entity | None:
        """Return the entity that has a letter, typed in any layout."""
        ...


class Listing(Protocol):
    """The list at the caret."""

    def enter(self, marks: Sequence[Mark]) -> None:
        """Show annotations to choose from."""
        ...


class Opening(Protocol):
    """What answers Enter."""

    def go_deeper(self, current: Annotation) -> None:
        """Open what belongs to an annotation."""
        ...


class Sticking(Protocol):
    """A layer that sticks to the caret."""

    def release(self) -> None:
        """Tag what is selected now, if anything is."""
        ...

    def end(self) -> None:
        """Let go of the layer."""
        ...


class Keyboard(Protocol):
    """Knows the mode of now, and the others."""

    mode: str

    @property
    def tagger(self) -> Tagging:
        """What tags."""
        ...

    @property
    def list(self) -> Listing:
        """The list at the caret."""
        ...

    @property
    def opener(self) -> Opening:
        """What answers Enter."""
        ...

    @property
    def sticky(self) -> Sticking:
        """What sticks."""
        ...

    def is_fresh(self, annotation_id: str) -> bool:
        """Say whether an annotation was just tagged, and the caret has not moved since."""
        ...

    def set_mode(self, mode: str) -> None:
        """Leave the mode of now for another."""
        ...

    def select(self, annotation_id: str | None) -> None:
        """Make an annotation current and show it so."""
        ...

    def tag(self, layer_id: str, features: dict[str, Any] | None = None) -> Annotation | None:
        """Tag the selection or the word under the caret."""
        ...

    def tag_entity(self, entity: Entity) -> None:
        """Tag with an entity's own layer."""
        ...

    def enter_frame(self) -> None:
        """Show the ends of the current hub."""
        ...

    def tell_mode(self) -> None:
        """Tell that what a mode is about has changed."""
        ...

    def tell_question(self) -> None:
        """Tell that digits answer something else."""
        ...

    def want_features(self) -> None:
        """Ask for the fields of the current annotation."""
        ...

    def speak(self, said: str) -> None:
        """Say a sentence to whoever cannot see."""
        ...

"""What of the annotations is selected, hovered, linked or found at this moment."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.ui.text.marks import Frame, FrameEnd, Mark


@dataclass(slots=True)
class Scene:
    """All that changes the look of the surface but never the place of anything on it."""

    current: str = ""
    selected: frozenset[str] = frozenset()
    hovered: str = ""
    flashed: str = ""
    lit: frozenset[str] = frozenset()
    frame: Frame | None = None
    ends: dict[str, list[FrameEnd]] = field(default_factory=dict[str, list[FrameEnd]])
    others: tuple[Frame, ...] = ()
    hits: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    current_hit: int = -1
    selection: tuple[int, int] = (0, 0)
    hints: dict[int, str] = field(default_factory=dict[int, str])
    names_shown: bool = True

    def set_frame(self, frame: Frame | None) -> None:
        """Open a frame, or close it."""
        self.frame = frame
        self.ends = {}
        for end in frame.ends if frame else ():
            self.ends.setdefault(end.key, []).append(end)

    def is_linked(self, key: str) -> bool:
        """Say whether an annotation is an end of the open frame with a role in it."""
        return any(end.role for end in self.ends.get(key, ()))

    def is_dim(self, mark: Mark) -> bool:
        """Say whether a mark is out of the open frame."""
        if self.frame is None or mark.key == self.frame.key or mark.key == self.hovered:
            return False
        return not self.is_linked(mark.key) and mark.key not in self.lit

    def is_strong(self, mark: Mark) -> bool:
        """Say whether a mark has the strong fill."""
        key = mark.key
        if key == self.hovered or key in self.lit or self.is_linked(key):
            return True
        return key == self.current and not (self.frame and self.frame.key == key)

"""What it means for a file that its bytes cannot be read as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.errors import FormatError

if TYPE_CHECKING:
    from annotator.text.decoding import DecodingError


def undecoded(file: str, error: DecodingError) -> FormatError:
    """Return the refusal of a file whose bytes are no text; `position` counts bytes."""
    return FormatError(
        f"text_{error.reason}",
        file=file,
        line=None,
        reason=error.reason,
        encoding=error.encoding or "",
        position=error.position,
    )

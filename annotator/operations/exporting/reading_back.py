"""Digests of what a written file says: the other half of the proof of an export."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.formats.digests import digest_of, header_digest
from annotator.formats.format import ReadOptions
from annotator.formats.registry import format_named
from annotator.model.bundle import Bundle, Header
from annotator.model.errors import FormatError
from annotator.model.progress import no_progress


def read_digests(format_name: str, path: Path) -> Iterator[dict[str, Any]]:
    """Read a file and yield the digest of each bundle, then that of the header, as data.

    This is what the second process does; a file that cannot be read yields its error last.
    FormatError if there is no format of that name.
    """
    chosen = format_named(format_name)
    header = Header()
    try:
        for item in chosen.read(path, no_progress, ReadOptions()):
            if isinstance(item, Header):
                header = item
            elif isinstance(item, Bundle):
                yield {"bundle": digest_of(item, chosen.carries)}
            else:
                yield {"error": item.reason}
                return
    except FormatError as error:
        yield {"error": str(error)}
        return
    except OSError as error:
        reason = error.strerror or str(error)
        yield {"error": str(FormatError("cannot_read", file=str(path), reason=reason))}
        return
    yield {"header": header_digest(header, chosen.carries)}

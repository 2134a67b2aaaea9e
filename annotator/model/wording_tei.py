"""What can go wrong with files of this kind."""

SENTENCES: dict[str, tuple[str, str]] = {}

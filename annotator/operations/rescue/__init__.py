"""Mending and rescuing: repairs, replays of the journal, what proves of a damaged file."""

"""Exporting: what goes out, under which names, and the proof that it says the same."""

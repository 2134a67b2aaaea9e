"""Nouns and pure rules of a corpus; the standard library and annotator.text only."""

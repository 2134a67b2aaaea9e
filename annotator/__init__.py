"""Annotator: a desktop program in which linguists tag spans of texts."""

"""Keeps a corpus in one SQLite file; the only SQL of the program."""

"""Corpus files: making and opening them, backups, copies, files that appear whole."""

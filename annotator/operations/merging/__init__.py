"""Merging: packages come back, compared with what they began with."""

"""Measures of agreement, each computed from its published definition: pure functions."""

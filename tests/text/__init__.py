"""Tests of what can be said of a string."""

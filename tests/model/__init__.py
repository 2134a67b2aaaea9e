"""Tests of nouns and pure rules."""

"""Counts and compares what annotators did: pure functions over nouns."""

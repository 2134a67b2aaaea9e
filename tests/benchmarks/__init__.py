"""Benchmarks: plain scripts that print a ratio to a floor; never part of the test suite."""

"""Tests of `annotator.store`."""

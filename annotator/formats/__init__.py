"""Carries bundles in and out of files; one module for each format."""

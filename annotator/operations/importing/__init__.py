"""Importing: what a file is, what is decided about it, and how it joins what is there."""

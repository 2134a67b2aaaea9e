"""Searching: what a query holds for and where, and what is done to many hits at once."""

"""Checking: what is damaged, wrong or incomplete, and whether quotes stand where they should."""

"""Deciding between annotators: places, decisions, and what they make."""

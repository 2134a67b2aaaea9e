"""Tagging: annotations, features, entities, relations and frames, and what fills itself in."""

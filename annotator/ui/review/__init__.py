"""Deciding between annotators: what the text and the bar below it show, place by place."""

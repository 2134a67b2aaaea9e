"""Colours, fonts and sizes, the palette that is made of them, and whether anything may move."""

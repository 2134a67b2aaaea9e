"""Shows and asks: everything that has a pixel."""

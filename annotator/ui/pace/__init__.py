"""When work is done: at once, after the paint, in slices while nobody waits, or on a thread."""

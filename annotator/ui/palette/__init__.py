"""The palette: one list of everything that can be done or gone to, found by typing."""

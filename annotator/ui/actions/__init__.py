"""Everything that can be done in the window: one class for each kind of action."""

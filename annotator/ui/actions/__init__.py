"""Everything that can be done in the window: one table of actions, one class for each kind."""

"""Faults brought about on purpose, to see that nothing that was shown as done is lost."""

"""Dialogs: a title that is a verb, what comes in, what it will be, one button that names the act."""

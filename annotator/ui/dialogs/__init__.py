"""Dialogs: a verb for a title, what comes in, what it will be, a button that names the act."""

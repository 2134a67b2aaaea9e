"""Verbs: one function for each user action; each that writes makes one edit."""

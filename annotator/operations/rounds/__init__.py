"""Rounds: who is handed which documents, and whose work is not seen yet."""

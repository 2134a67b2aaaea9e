"""A sitting with a corpus: who works, what is open, what of it is known and shown."""

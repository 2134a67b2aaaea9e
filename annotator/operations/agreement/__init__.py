"""Agreement: measured over a corpus or a table, and the places behind its figures."""

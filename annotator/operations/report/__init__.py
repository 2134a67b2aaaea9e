"""The report for a methods section: its figures, and the page they are read on."""

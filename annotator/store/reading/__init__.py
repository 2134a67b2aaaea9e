"""Reading a corpus: one noun, many with their counts, whole documents one after the other."""

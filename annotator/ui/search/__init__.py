"""Finding in the document and in the corpus: what is typed, what is found, what is done with it."""

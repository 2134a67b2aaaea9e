"""What searches ask of a corpus, and what they remember of it."""

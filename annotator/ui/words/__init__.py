"""What the window says: fixed texts in both languages, names, numbers and keys within them."""

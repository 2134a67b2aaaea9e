"""Small pieces that any part of the window may be made of; they know nothing of a corpus."""

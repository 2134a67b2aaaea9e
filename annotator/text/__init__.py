"""What can be said of a string: offsets, tokens, sentences, decoding, re-anchoring."""

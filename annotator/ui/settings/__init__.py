"""What a person can set, keys among it, and what the program remembers between sittings."""

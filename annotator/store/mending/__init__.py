"""Damage: finding it row by row, proving repairs, reading what is left."""

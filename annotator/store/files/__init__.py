"""What lies under and beside a corpus file: the library, locks, places, room, copies, notes."""

"""What keeps work safe beside the window: crashes, lost files, backups, the log, old sittings."""

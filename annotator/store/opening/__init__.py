"""Before a corpus is used: opening, making, upgrading, backups and putting them back."""

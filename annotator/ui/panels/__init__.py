"""What stands beside the text."""

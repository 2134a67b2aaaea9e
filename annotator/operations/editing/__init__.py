"""What every edit asks of its neighbourhood and says with its step; going back to a step."""

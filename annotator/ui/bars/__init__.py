"""The bars round the text: its head, what fails, finding, frames, and the status bar."""

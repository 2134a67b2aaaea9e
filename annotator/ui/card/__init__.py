"""The card that tells what the annotations at a place are: facts, widget, and when it shows."""

"""Comments: on whatever there is, and what is still asked over a whole corpus."""

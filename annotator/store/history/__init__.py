"""Steps: what was before and how it comes back, and the journal beside the corpus."""

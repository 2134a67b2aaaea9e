"""Writing: what an edit puts and removes, undo and redo, every trace of a document."""

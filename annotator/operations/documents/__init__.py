"""Documents: metadata, states, segments, sets, corrections of their texts, removal."""

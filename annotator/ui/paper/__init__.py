"""Documents and reports on paper."""

"""The page that measures agreement: figures in tables, their places, and tables of values."""

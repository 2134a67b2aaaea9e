"""What typed keys mean while the text has the focus: one module for each mode."""

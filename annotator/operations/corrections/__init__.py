"""Corrections: what was decided about somebody's work goes to them and is answered."""

"""Annotations, frames and differences in words, and what a screen reader is told of them."""

"""Packages: work for somebody on another machine, and as whom it is done there."""

"""Starts the frozen program: what `python -m annotator` does, as a script to freeze."""

from annotator.cli import main

if __name__ == "__main__":
    main(prog_name="annotator")

"""From text to a typed plan, or to every mistake in it at once."""

from roadmap.reading.reader import decode, read, read_file

__all__ = ["decode", "read", "read_file"]

"""From text to a typed plan, or to every mistake in it at once."""

from roadmap.reading.decode import decode
from roadmap.reading.reader import read, read_file

__all__ = ["decode", "read", "read_file"]

"""Read a plan from text: decode, compose, convert, and report every mistake at once."""

from roadmap.reading.decode import decode
from roadmap.reading.reader import read, read_file

__all__ = ["decode", "read", "read_file"]

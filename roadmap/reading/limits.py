"""Limits of the size of a plan, and of how many mistakes are shown."""

MAX_DEPTH = 64
MAX_NODES = 1_000_000
MAX_TEXT = 100_000
MAX_BYTES = 16 * 2**20
MAX_FOUND = 1_000
"""How many mistakes of a text are shown."""

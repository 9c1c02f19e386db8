"""How large a file from outside may be."""

__all__ = ["LARGEST"]

LARGEST = 32
"""How many MiB a workbook may have, packed or unpacked: one of 2,000 measures has three."""

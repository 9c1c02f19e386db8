"""The command line: arguments to library calls, results to the terminal."""

from roadmap.cli.arguments import main

__all__ = ["main"]

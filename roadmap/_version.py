"""The version of the package: read by the package itself, and by the build from this file."""

__version__ = "0.1.0"

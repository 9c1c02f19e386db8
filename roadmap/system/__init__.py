"""Use the machine: files, and optional packages."""

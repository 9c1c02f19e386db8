"""What the machine has: files, and packages that may be installed or not."""

"""Languages: messages, catalogs, and how each language writes names, dates and numbers."""

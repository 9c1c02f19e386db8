"""Names, dates and numbers of each language, as tables."""

"""From many plans to a folder of documents."""

"""From a plan to YAML, from a document to a file."""

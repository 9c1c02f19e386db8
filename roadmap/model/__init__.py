"""The typed plan: frozen classes, their declarations, and nothing that reads or writes."""

"""Define the typed plan: frozen classes and their declarations, without any code that reads or writes plans."""

"""The rules that an officer checks before signature. Each is a small pure function from a plan to findings."""

"""Writing plans as YAML, and adding reports to the text of a plan."""

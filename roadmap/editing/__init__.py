"""Changes to the text of a plan, and plans printed as text."""

"""The reference of the plan format, for editors and people: JSON Schema, forms, and explanations of codes."""

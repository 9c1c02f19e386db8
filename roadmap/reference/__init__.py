"""What a plan can contain, for editors and people: JSON Schema, forms, explanations."""

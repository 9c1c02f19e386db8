"""Pure functions that compute figures from a plan. They use `Decimal` throughout, and read no clock."""

"""From a plan to figures: pure functions, `Decimal` throughout, no clock."""

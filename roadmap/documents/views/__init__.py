"""Views: the plain data that templates show."""

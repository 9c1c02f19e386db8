"""Suggest what a person likely meant: a date, a code, a key or a choice in another spelling."""

"""Findings in plans, the catalog of their codes, and the formats of reports."""

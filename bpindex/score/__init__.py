"""Counts to scores to printed figures."""

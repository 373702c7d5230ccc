"""Builds the setup for office PCs."""

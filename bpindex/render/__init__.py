"""The notice in its formats: worksheet, PDF, JSON."""

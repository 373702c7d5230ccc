"""Sheets of office files: each kind by its reader, what a cell shows besides its value."""

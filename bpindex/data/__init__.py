"""Bundled data: index sets, cases, font metrics."""

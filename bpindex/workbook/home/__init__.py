"""Trang chính: what it knows by formula, and how it is drawn."""

"""What people changed by hand: what was made, what is found, and what became of it."""

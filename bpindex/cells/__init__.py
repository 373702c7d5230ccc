"""Records as cells and back; what the formulas show."""

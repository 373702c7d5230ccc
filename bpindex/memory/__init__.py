"""What was made last time and what stands on the sheets now, row by row with its identity."""

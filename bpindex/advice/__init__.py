"""What an agency could have done better: what it lost, and what it takes to reach a grade."""

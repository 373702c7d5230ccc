"""What each button does, over a desk that knows nothing of the program it stands in."""

"""Where tables stand in a grid, what heads their columns and what is said around them."""

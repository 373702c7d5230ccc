"""Files that staff have, read into grids of what their cells show; nothing in them is run."""

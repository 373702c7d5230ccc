"""The notice as a Word file, in the official layout or a template of the office's own."""

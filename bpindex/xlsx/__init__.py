"""An Office file as its parts: relations, types, elements at their places; no cells."""

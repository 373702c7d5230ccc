"""A Word file of the notice read back: which places were changed, to what."""

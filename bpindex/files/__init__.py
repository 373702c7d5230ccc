"""Files on disk: replaced whole, one process at a time, nothing left behind."""

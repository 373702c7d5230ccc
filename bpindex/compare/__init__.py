"""What was made is held against what stands there now: rows matched, differences told."""

"""Records to texts and back: TOML, CSV, cells of a sheet."""

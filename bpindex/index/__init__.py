"""The index set: its definition, its dated files, and the periods in which it holds."""

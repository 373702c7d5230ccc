"""How a Word document says which text is which: the names that its writer and its reader share."""

# What the bookmarks of ours are called, before their number: Word hides those that begin so.
MARK = "_BCS"
NAMESPACE = "urn:bochiso:word"
MEMORY, BLOCK, ROW, CELL = "memory", "text", "row", "cell"

"""Names of agencies and counts, however a table writes them: known, offered or nobody's."""

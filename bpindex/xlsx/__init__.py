"""The package of an .xlsx or .xlsm file: parts, relations, content types, fixed dates."""

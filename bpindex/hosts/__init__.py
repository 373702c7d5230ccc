"""Bindings to the programs in which the workbook lives."""

from bpindex.hosts.profile import repair_environment

# Before anything asks for the temporary folder or writes to the log.
repair_environment()

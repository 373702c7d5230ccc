"""What is known of the installation, also where much of it is missing.

Every module here imports at its top only Python's own library and the words: whatever else is
needed is loaded where it is looked at, so that its absence is one more finding.
"""

"""What a program must be able to do, and what its actions share."""

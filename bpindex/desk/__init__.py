"""What a program must be able to do, and what each button does over it."""

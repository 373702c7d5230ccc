"""Every Vietnamese sentence, one module per place where it is read."""

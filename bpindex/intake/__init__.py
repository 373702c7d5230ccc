"""Any table that staff have, taken in: understood, asked about or refused, never guessed."""

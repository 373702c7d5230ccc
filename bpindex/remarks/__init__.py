"""What a month says to people: who owes counts, what to look at before signing, draft remarks."""

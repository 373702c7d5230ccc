"""The setup for office PCs: how it is built, and under Wine what it does."""

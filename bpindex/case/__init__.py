"""A case: the records of one reporting period, and the folder that holds them."""

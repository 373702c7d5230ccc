"""What runs under Wine, in the process that stands in for Excel."""

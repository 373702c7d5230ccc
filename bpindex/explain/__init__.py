"""Where a figure comes from: counts, formula, basis, rounding, source, correction, print."""

"""The register of corrections: looking up, ageing, merging."""

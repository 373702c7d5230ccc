"""What people changed by hand: kept in a register, applied everywhere, never lost."""

from bpindex.corrections.register import Register

__all__ = ["Register"]

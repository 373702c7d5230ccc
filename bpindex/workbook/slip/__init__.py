"""Phiếu đơn vị and Nếu thì."""

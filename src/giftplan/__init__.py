"""Small, well-chosen gifts to business partners: planned, checked and proved clean."""

__version__ = "0.1.0"

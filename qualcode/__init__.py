"""qualcode: qualitative analysis of dialogue and interview notes."""

__version__ = "0.1.0"

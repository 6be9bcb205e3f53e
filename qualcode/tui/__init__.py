"""The terminal app: one screen a file over the use cases."""

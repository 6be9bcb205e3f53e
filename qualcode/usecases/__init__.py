"""What an analyst does, one module a verb; the public Python interface."""

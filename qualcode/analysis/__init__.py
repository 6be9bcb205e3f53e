"""What the codings add up to: proposals, matrix and counts."""

"""One numbered file a step."""

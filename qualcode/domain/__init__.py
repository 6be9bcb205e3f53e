"""Plain frozen values and their rules; no input, no output, no third party."""

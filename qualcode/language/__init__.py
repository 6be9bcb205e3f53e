"""Words: the only door to spaCy and lemmas, and what is known of Swedish and English."""

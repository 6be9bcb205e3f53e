"""Names found and replaced: finders, rosters, replacements, the vault and the leak check."""

"""The steps that bring an older project database up to date."""

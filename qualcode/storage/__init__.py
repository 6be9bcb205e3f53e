"""All SQL: tables, database, repository, events and migrations."""

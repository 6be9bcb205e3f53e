"""The command line: a command parses, then calls a use case."""

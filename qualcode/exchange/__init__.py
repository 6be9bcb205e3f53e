"""Files: one reader or writer a format; the only room that knows Word, Excel, YAML and pictures."""

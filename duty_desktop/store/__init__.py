"""The only room with SQL: the official catalogue, read-only."""

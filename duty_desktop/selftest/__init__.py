"""The self-test: whether everything that people need works on this machine."""

"""The table of duties."""

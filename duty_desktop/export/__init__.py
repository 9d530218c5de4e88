"""Records to what other programs read."""

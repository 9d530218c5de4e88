"""Files for other programs, from the window."""

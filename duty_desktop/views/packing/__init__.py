"""Lists and notes carried on a stick, from the window."""

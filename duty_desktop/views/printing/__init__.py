"""From what stands in the window to paper: the print dialog and what works in it."""

"""Where two lists are compared, and where what the town noted is taken over."""

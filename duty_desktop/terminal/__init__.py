"""What the commands on the terminal share: speaking, choosing duties, printing documents."""

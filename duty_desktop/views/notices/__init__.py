"""Where a notice is compared with the list."""

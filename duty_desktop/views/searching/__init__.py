"""The search field, what it offers, and what is said where nothing is found."""

"""Text to ranked duties."""

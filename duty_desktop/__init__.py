"""Find, read and print the official duties of a Chinese township, offline."""

__version__ = "0.1.0"

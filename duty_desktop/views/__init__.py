"""Widgets; the window wires models, search and tasks."""

"""The tree of branches."""

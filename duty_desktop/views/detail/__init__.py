"""The pane in which one duty is read."""

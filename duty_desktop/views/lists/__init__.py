"""Lists in the window: brought in, kept side by side, switched between, searched together."""

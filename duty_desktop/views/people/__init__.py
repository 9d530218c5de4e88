"""The town's offices and people: written, replaced, checked; many duties assigned at once."""

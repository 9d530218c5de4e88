"""Qt item models over records; they never know their view."""

"""What explains the program: the guide, its version, the self-test."""

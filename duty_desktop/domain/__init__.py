"""Records and pure rules: duties, departments, steps. Imports nothing of ours."""

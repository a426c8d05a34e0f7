"""Find figures in a text, and compare the same quantity across outlets."""

"""What to do next: one small file for each kind of reason."""

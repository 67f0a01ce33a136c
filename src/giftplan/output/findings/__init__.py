"""What `check` found, in each of its formats."""

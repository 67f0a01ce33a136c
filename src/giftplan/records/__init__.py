"""What a data file may say: one closed, frozen record kind a file."""

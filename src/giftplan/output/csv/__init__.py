"""What a command answers, as CSV: one module a command."""

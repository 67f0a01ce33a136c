"""What a command answers, as JSON: one module a command."""

"""What a command answers, as Markdown: one module a command."""

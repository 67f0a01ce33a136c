"""What an editor is told of a data file: its JSON Schema, so that it helps while somebody writes."""

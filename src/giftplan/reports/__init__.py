"""What a person asks for, as values: nothing here prints."""

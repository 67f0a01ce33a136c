"""The data folder, read as one whole: every record, and every problem met in reading."""

"""Values -> text. Touches no file, prints nothing."""

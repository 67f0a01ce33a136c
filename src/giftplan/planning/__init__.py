"""How a year is planned: pure functions of (book, year, as-of day). Same data, same plan, on any machine."""

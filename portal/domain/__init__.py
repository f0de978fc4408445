"""What is true. No clock, no database, no request, no translation."""

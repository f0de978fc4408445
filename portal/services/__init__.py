"""What we do: one function per use case."""

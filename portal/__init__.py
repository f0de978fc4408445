"""A portal in which citizens always know what happens next in their case."""

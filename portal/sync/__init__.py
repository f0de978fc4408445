"""From the case system into the mirror, read-only."""

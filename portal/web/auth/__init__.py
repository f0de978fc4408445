"""Signing in: what comes from a broker, and whom it makes of a visitor."""

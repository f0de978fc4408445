"""Starts everybody in the town, watches over them, and ends them together."""

"""Journeys, as a package: a town ends with the last journey in it."""

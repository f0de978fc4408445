"""A town to try the portal in: its people, its sign-in provider, its case system and one supervisor.

Everybody and everything in it is invented. It never runs as production.
"""

"""Measurements of the portal: what a page costs, how many it serves, what it weighs. `make bench` runs them."""

"""Every viewer at every door: what the policy says of each, and the same as a table that can be read aloud."""

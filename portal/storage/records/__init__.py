"""What people do here. The sync never touches it, and it survives whatever happens to the mirror."""

"""What the people who run the portal type."""

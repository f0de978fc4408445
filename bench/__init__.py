"""What the portal costs, measured."""

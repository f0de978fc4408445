"""What the Makefile calls to set the project up and keep its catalogue."""

"""How it is kept: SQLModel rows, one file per owner."""

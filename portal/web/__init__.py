"""HTTP only: read what was asked, call one service, render."""

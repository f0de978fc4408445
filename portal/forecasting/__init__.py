"""Expected ranges, from the mirror to what is said: run at night, and after a reading for what has changed.

trails → visits → history → tables → what is said of open cases → what came of it. Pages only read what was said.
"""

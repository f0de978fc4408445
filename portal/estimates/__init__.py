"""How long it takes: from what happened in earlier cases to an expected range for this one.

Pure numbers over numpy arrays. Every moment is a number of days since 1 January 1970 UTC and every duration a number
of days; nothing here reads a clock, a database or a request. The way through:

history (visits to steps) → spells (time to an arrival) → cells (which cases are alike) → survival (shrunk
Kaplan-Meier, landmark by landmark) → guard (what the last two months say of our own levels) → table → forecast.
"""

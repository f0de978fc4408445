"""One function per use case. Each receives a gate; none knows HTTP."""

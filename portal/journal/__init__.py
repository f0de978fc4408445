"""The journal on its way to the case system: sealed, collected from there, acknowledged, and proved whole."""

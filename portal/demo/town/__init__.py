"""The town's cases: a pure function of a seed, a day zero and the business date."""

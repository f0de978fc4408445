"""The municipality's own material: loads it, checks it, answers from it. Kept by the municipality, never code."""

from portal.municipality.load import load
from portal.municipality.municipality import Municipality
from portal.municipality.problems import MunicipalityRefused, Problem

__all__ = ["Municipality", "MunicipalityRefused", "Problem", "load"]

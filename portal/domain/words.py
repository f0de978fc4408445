"""Texts that a municipality owns, in each language the portal speaks."""

from portal.domain.value import value


@value
class Words:
    """One text in Danish and English, as the municipality wrote it."""

    da: str
    en: str

    def spoken(self, language: str) -> str:
        """The text in `language` ("da" or "en"); Danish for any other."""
        return self.en if language == "en" else self.da

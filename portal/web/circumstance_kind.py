"""A kind of circumstance in an address: only those that exist are looked for."""

from werkzeug.routing import BaseConverter

from portal.domain.circumstances import CircumstanceKind


class CircumstanceKindInPath(BaseConverter):
    """`<circumstance_kind:kind>` in a path, with hyphens where the kind has underscores."""

    regex = "|".join(kind.value.replace("_", "-") for kind in sorted(CircumstanceKind, key=len, reverse=True))

    def to_python(self, value: str) -> CircumstanceKind:
        """The kind."""
        return CircumstanceKind(value.replace("-", "_"))

    def to_url(self, value: str) -> str:
        """The kind as it stands in an address."""
        return CircumstanceKind(value).value.replace("_", "-")

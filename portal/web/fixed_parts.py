"""Parts of pages that hang on the municipality and the language alone: made once for each language.

They are components like any other. Nothing of a reader is in them but whether there is one.
"""

from functools import cache

from flask import Flask
from markupsafe import Markup

from portal.i18n import language
from portal.municipality import Municipality


def give_fixed_parts(app: Flask, municipality: Municipality) -> None:
    """Give templates `foot` and `out_of_hours`."""

    @cache
    def made(component: str, _spoken: str, *said: bool) -> Markup:
        template = app.jinja_env.get_template(f"components/{component}.html")
        part: Markup = getattr(template.module, component)(municipality, *said)
        return part

    def foot(*, is_signed_in: bool) -> Markup:
        return made("footer", language(), is_signed_in)

    def out_of_hours() -> Markup:
        return made("out_of_hours", language())

    app.jinja_env.globals.update(foot=foot, out_of_hours=out_of_hours)

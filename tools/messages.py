"""The catalogue of messages: `update` takes in what code and templates say, `compile` makes it fast to read.

Catalogues carry no dates, places or contributors, so two people's changes meet only where they say the same thing.
"""

import re
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
TRANSLATIONS = ROOT / "translations"

_HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
_LOCAL_HEADER = '"Language: {language}\\n"\n"Plural-Forms: {plural_forms}\\n"\n'


def extract() -> Catalog:
    """Every message that code and templates say now."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as mapping:
        method_map, options_map = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]  # Babel left this one out
    catalog = Catalog(fuzzy=False)
    for folder in ("portal", "templates"):
        for _, _, message, comments, context in extract_from_dir(ROOT / folder, method_map, options_map):
            catalog.add(message, auto_comments=comments, context=context)
    return catalog


def catalogues() -> dict[str, Path]:
    """The catalogue of each language that has one."""
    return {path.parent.parent.name: path for path in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))}


def read(language: str) -> Catalog:
    """The catalogue of `language` as it is kept."""
    with catalogues()[language].open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def update() -> None:
    """Bring the template and every catalogue up to date with the code; what is new waits to be translated."""
    template = extract()
    (TRANSLATIONS / "messages.pot").write_text(_text(template, _HEADER), encoding="utf-8")
    for language, path in catalogues().items():
        catalog = read(language)
        catalog.update(template, no_fuzzy_matching=True)
        header = _HEADER + _LOCAL_HEADER.format(language=language, plural_forms=catalog.plural_forms)
        path.write_text(_text(catalog, header), encoding="utf-8")
        missing = len(untranslated(catalog))
        print(f"{language}: {len(catalog)} messages, {missing} to translate in {path.relative_to(ROOT)}")


def template_text() -> str:
    """The template as it is kept, made from the code as it is now."""
    return _text(extract(), _HEADER)


def untranslated(catalog: Catalog) -> list[Message]:
    """The messages that have no text, or lack one of their plural forms."""
    return [message for message in catalog if message.id and not all(texts(message))]


def texts(message: Message) -> Sequence[str | None]:
    """The translation of a message, in each of its plural forms."""
    return [message.string] if isinstance(message.string, str | None) else message.string


def placeholders(text: str) -> set[str]:
    """The `%(named)s` parameters of a text."""
    return set(re.findall(r"%\(\w+\)[a-z]", text))


def compile_all() -> None:
    """Write the .mo file of every catalogue."""
    for language, path in catalogues().items():
        compiled = BytesIO()
        write_mo(compiled, read(language))
        path.with_suffix(".mo").write_bytes(compiled.getvalue())


def _text(catalog: Catalog, header: str) -> str:
    content = BytesIO()
    write_po(content, catalog, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    return f"{header}\n{content.getvalue().decode()}"


if __name__ == "__main__":
    {"update": update, "compile": compile_all}[sys.argv[1]]()

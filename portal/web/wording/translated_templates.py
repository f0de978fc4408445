"""Templates are translated when they are compiled, once for each language, and not each time a page is made.

A page calls the catalogue some thirty times and macros sixty times, and such a call costs more than what it gives. What
a template says stays as it is: `_("Your case")`, `_("Case number: %(number)s", number=…)`, `{{ icon("phone") }}`.
"""

import re
from collections.abc import Callable, MutableMapping
from functools import cache
from itertools import cycle
from keyword import iskeyword
from typing import Any, Final

from flask import Flask
from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from portal import i18n
from portal.web.wording.phrases import escaped

_TOLD_OF_THE_PAGE: Final = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
_NAME: Final = re.compile(r"%\((\w+)\)s")
_NAMED_ALONE: Final = re.compile(r"(?:[^%]|%%|%\(\w+\)s)*")
"""A message whose values come as text, as nearly all do."""


_Say = Callable[..., str]

_SAME_FOR_THE_SAME_WORDS: Final = {"components/icon.html"}
"""Components that are called with words of the templates alone, never with anybody's, so that what they say is kept."""


class _PlainTemplate(Template):
    """A template whose macros need nothing of the page that imports them, so that they are made once.

    Jinja compares some twenty names of globals at each import, to see whether a page was given others. None is.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002 -- Jinja's own
        if self._module is None:
            module = super()._get_default_module()
            macros = {name: _called_plainly(each) for name, each in vars(module).items() if isinstance(each, Macro)}
            if self.name in _SAME_FOR_THE_SAME_WORDS:
                macros = {name: cache(say) for name, say in macros.items()}
            vars(module).update(macros)
            return module
        return self._module


def _called_plainly(macro: Macro) -> _Say:
    """The macro, without what Jinja does around a call whose arguments come in order and whose text is escaped."""
    if macro.catch_kwargs or macro.catch_varargs or macro.caller:
        return macro
    say, count = macro._func, len(macro.arguments)  # noqa: SLF001 -- Jinja's own

    def plain(*given: object, **named: object) -> str:
        if named or len(given) != count:
            return macro(*given, **named)
        return str.__new__(Markup, say(*given))

    return plain


class _PlainCode(CodeGenerator):
    """Calls macros and functions and asks for attributes as Python does, and does not escape anew what is escaped.

    Jinja first looks whether what is called wants to be told of the page. What comes from the catalogue does, and is
    called Jinja's way; nothing else that our templates call does.
    """

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002 -- Jinja's own
        if isinstance(node.node, nodes.Name) and node.node.name in _TOLD_OF_THE_PAGE:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(each.key) for each in node.kwargs):
            self.write("(*()")  # Jinja writes a comma before each argument, the first too
            self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        else:
            self.write("(")
            for argument in (*node.args, *node.kwargs):
                self.visit(argument, frame)
                self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 -- Jinja's own
        """Ask as Python does; Jinja is asked when that finds nothing, and looks for an item or says what is undefined."""
        self.write("(t_found if (t_found := getattr((t_of := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr(t_of, {node.attr!r}))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401 -- Jinja's own
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


def _joined(*parts: object) -> Markup:
    """A message's words and between them its values, which are escaped."""
    told = list(parts)
    told[1::2] = map(escaped, parts[1::2])
    return str.__new__(Markup, "".join(told))  # type: ignore[arg-type]  # words, by now


class TranslatedEnvironment(Environment):
    """Flask's environment for templates, with one of its own for each language that is spoken."""

    template_class = _PlainTemplate
    code_generator_class = _PlainCode
    escaped = staticmethod(escaped)
    joined = staticmethod(_joined)
    spoken: str | None = None
    """The language its templates are compiled in; None for the one that asks which is spoken now."""
    loaded: dict[str, Template]
    """Its templates by name, for as long as the process lives; Jinja's own store is asked through a lock."""

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:  # noqa: A002 -- Jinja's own name
        if self.spoken is None:
            return self._speaking(i18n.language())._load_template(name, globals)  # noqa: SLF001 -- another of this class
        if self.auto_reload:
            return super()._load_template(name, globals)
        if name not in self.loaded:
            template = super()._load_template(name, globals)
            # A page begins with a copy of them, and a chain of two mappings is slow to copy.
            template.globals = dict(template.globals)
            self.loaded[name] = template
        return self.loaded[name]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        if self.spoken is not None:
            with i18n.speaking(self.spoken):
                _Translator().visit(template)
        return template

    def _speaking(self, spoken: str) -> "TranslatedEnvironment":
        known: dict[str, TranslatedEnvironment] = self.__dict__.setdefault("by_language", {})
        if spoken not in known:
            made = self.overlay()
            made.spoken = spoken
            made.loaded = {}
            made.filters = i18n.filters_in_one_language(self)
            known[spoken] = made  # Only now: another thread may take it the moment it is there.
        return known[spoken]


def translate_templates(app: Flask) -> None:
    """Let the app's templates be translated when they are compiled. Call it before the app has any."""
    app.jinja_environment = TranslatedEnvironment


class _Translator(NodeTransformer):
    """Puts the message in place of a call that names it: alone, or with its values, which are escaped as ever."""

    def visit_Call(self, call: nodes.Call) -> nodes.Node:  # noqa: N802 -- Jinja's own name
        self.generic_visit(call)
        match call:
            case nodes.Call(
                node=nodes.Name(name="_"), args=[nodes.Const(value=str(message))], dyn_args=None, dyn_kwargs=None
            ):
                return self._message(message, call)
        return call

    def _message(self, message: str, call: nodes.Call) -> nodes.Expr:
        words = Markup(i18n.translate(message))  # noqa: S704 -- the catalogue's own
        if not call.kwargs:
            return nodes.Const(words % {}, lineno=call.lineno)
        values = {each.key: each.value for each in call.kwargs}
        if not _NAMED_ALONE.fullmatch(words):
            pairs = [nodes.Pair(nodes.Const(name), value, lineno=call.lineno) for name, value in values.items()]
            return nodes.Mod(nodes.Const(words), nodes.Dict(pairs, lineno=call.lineno), lineno=call.lineno)
        parts: list[nodes.Expr] = [
            values[part] if is_name else nodes.Const(part % {})
            for is_name, part in zip(cycle((False, True)), _NAME.split(words))
        ]
        joined = nodes.EnvironmentAttribute("joined", lineno=call.lineno)
        return nodes.Call(joined, parts, [], None, None, lineno=call.lineno)

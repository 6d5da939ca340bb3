"""What a form has hundreds of is written without a template: labels, inputs, empty lists of errors.

A form with twenty blocks renders a thousand little templates, a quarter of the time its page takes.
Here are the few kinds that make nine tenths of them, letter for letter as Django's templates write
them (tests/newsroom/test_form_renderer.py); everything else goes its usual way.
"""

from django.forms.renderers import DjangoTemplates
from django.utils.html import format_html, format_html_join


class Renderer(DjangoTemplates):
    """Django's renderer, quicker (settings.FORM_RENDERER)."""

    def render(self, template_name, context, request=None):
        if write := _WRITTEN.get(template_name):
            return write(context)
        if template_name in _ERRORS and not context["errors"]:
            return format_html("{}", "")
        return super().render(template_name, context, request)


def _attributes(attrs):
    return format_html_join(
        "",
        "{}",
        (
            (format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value),)
            for name, value in attrs.items()
            if value is not False
        ),
    )


def _input(context):
    widget = context["widget"]
    value = "" if widget["value"] is None else format_html(' value="{}"', widget["value"])
    return format_html(
        '<input type="{}" name="{}"{}{}>',
        widget["type"],
        widget["name"],
        value,
        _attributes(widget["attrs"]),
    )


def _textarea(context):
    widget = context["widget"]
    attributes = _attributes(widget["attrs"])
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>',
        widget["name"],
        attributes,
        widget["value"] or "",
    )


def _label(context):
    if not context["use_tag"]:
        return format_html("{}", context["label"])
    attributes = _attributes(context["attrs"])
    return format_html("<{0}{1}>{2}</{0}>", context["tag"], attributes, context["label"])


_ERRORS = {"django/forms/errors/list/default.html", "django/forms/errors/list/ul.html"}
_WRITTEN = {
    "django/forms/label.html": _label,
    "django/forms/widgets/textarea.html": _textarea,
} | {
    f"django/forms/widgets/{kind}.html": _input
    for kind in ("date", "datetime", "hidden", "input", "number", "text", "time", "url", "email")
}

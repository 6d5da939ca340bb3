"""What a browser would post: the form of an article as it is shown, with some fields changed."""

from html.parser import HTMLParser

ADD = "/admin/articles/article/add/"


def change_url(article):
    return f"/admin/articles/article/{article.pk}/change/"


class _Fields(HTMLParser):
    def __init__(self):
        super().__init__()
        self.fields, self._select, self._textarea = {}, None, None
        self._inside = False

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self._inside = attrs.get("id", "").endswith("_form")
        if not self._inside:
            return
        name = attrs.get("name")
        if tag == "input" and name and attrs.get("type") not in ("submit", "file"):
            if attrs.get("type") in ("checkbox", "radio") and "checked" not in attrs:
                return
            default = "on" if attrs.get("type") == "checkbox" else ""
            self.fields.setdefault(name, []).append(attrs.get("value", default))
        elif tag == "select" and name:
            self._select = name
        elif tag == "option" and self._select and "selected" in attrs:
            self.fields.setdefault(self._select, []).append(attrs.get("value", ""))
        elif tag == "textarea" and name:
            self._textarea = name
            self.fields[name] = [""]

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._textarea = None
        if tag == "form":
            self._inside = False

    def handle_data(self, data):
        if self._textarea:
            self.fields[self._textarea][0] += data.removeprefix("\r").removeprefix("\n")


def form_of(client, url):
    """The fields of the form at `url` as a browser would post them, without blank templates."""
    response = client.get(url)
    assert response.status_code == 200, response
    parser = _Fields()
    parser.feed(response.content.decode())
    return {name: values for name, values in parser.fields.items() if "__prefix__" not in name}


def add_block(fields, kind, **values):
    """Put a new block at the end of the form; returns its prefix."""
    total = f"{kind}_blocks-TOTAL_FORMS"
    number = int(fields[total][0])
    fields[total] = [str(number + 1)]
    prefix = f"{kind}_blocks-{number}"
    orderings = [int(v[0]) for k, v in fields.items() if k.endswith("-ordering") and v[0]]
    values = {"region": "body", "ordering": str(max(orderings, default=0) + 10), "uid": ""} | values
    for name, value in values.items():
        fields[f"{prefix}-{name}"] = value if isinstance(value, list) else [str(value)]
    return prefix


def prefix_of(fields, uid):
    """The prefix of the form that shows the row with this uid."""
    return next(
        name.removesuffix("-uid")
        for name, values in fields.items()
        if name.endswith("-uid") and values == [str(uid)]
    )


def save(client, url, fields, button="_save"):
    """Press a button of the form; the response."""
    return client.post(url, fields | {button: ["1"]})

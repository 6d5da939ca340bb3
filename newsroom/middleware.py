"""The language of the desk; reader pages always speak the paper's own."""

from django.utils import translation


class DeskLanguage:
    """Below /admin/ speak the language of the person who is logged in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith("/admin/"):
            return self.get_response(request)
        language = getattr(request.user, "language", "")
        if not language:
            return self.get_response(request)
        with translation.override(language):
            return self.get_response(request)

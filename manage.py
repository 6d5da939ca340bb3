#!/usr/bin/env python
"""Django's command line for the newsroom."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    if sys.argv[1:2] == ["demo"]:
        os.environ["NEWSROOM_DEMO"], os.environ["NEWSROOM_DEBUG"] = "1", "0"
    # At the command line the checkout is a workshop; a server says NEWSROOM_DEBUG=0. The worker
    # serves the site, as the web server does, so it never takes an empty database for the paper's.
    if sys.argv[1:2] != ["procrastinate"]:
        os.environ.setdefault("NEWSROOM_DEBUG", "1")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:  # One line for a person, no traceback.
        sys.exit(str(error))

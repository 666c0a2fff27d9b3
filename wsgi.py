"""The application, for a server that is told where to find it."""

from workshop import create_app

app = create_app()

"""The web app over an archive: pages with a JSON twin each, an OpenAPI description, nothing loaded from elsewhere."""

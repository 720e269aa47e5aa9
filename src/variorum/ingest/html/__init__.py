"""HTML pages: parsed once, and body, metadata and dates read from the one tree."""

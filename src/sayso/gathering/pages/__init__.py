"""Web pages: article text, metadata, captions, embedded posts and live blogs; nothing is run, nothing fetched."""

"""Articles as JSON Lines: into the paper and out of it. The format itself is `interchange`."""

from articles.transfer.incoming import Summary, import_articles
from articles.transfer.outgoing import export_articles

__all__ = ["Summary", "export_articles", "import_articles"]

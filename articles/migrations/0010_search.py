"""Search by the archive's own words: known words, texts to quote from, the sort key in the index."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Length, Reverse

SORT_KEY = """
CREATE FUNCTION articles_searchentry_copies_sort_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT listed_at INTO NEW.listed_at FROM articles_article WHERE id = NEW.article_id;
  RETURN NEW;
END $$;
CREATE TRIGGER articles_searchentry_copies_sort_key
  BEFORE INSERT OR UPDATE OF article_id ON articles_searchentry
  FOR EACH ROW EXECUTE FUNCTION articles_searchentry_copies_sort_key();

CREATE FUNCTION articles_article_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE articles_searchentry SET listed_at = NEW.listed_at WHERE article_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER articles_article_found AFTER UPDATE ON articles_article
  FOR EACH ROW WHEN (OLD.listed_at IS DISTINCT FROM NEW.listed_at)
  EXECUTE FUNCTION articles_article_found();

UPDATE articles_searchentry entry SET listed_at = article.listed_at
FROM articles_article article
WHERE article.id = entry.article_id AND article.listed_at IS NOT NULL;
"""
WITHOUT_SORT_KEY = """
DROP FUNCTION articles_article_found() CASCADE;
DROP FUNCTION articles_searchentry_copies_sort_key() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_prints_of_texts")]

    operations = [
        migrations.AddField(
            "searchentry", "form", models.PositiveSmallIntegerField(default=0, db_default=0)
        ),
        migrations.AddField(
            "searchentry", "listed_at", models.DateTimeField(editable=False, null=True)
        ),
        migrations.RunSQL(SORT_KEY, WITHOUT_SORT_KEY),
        # PostgreSQL changes no index of a table with pending trigger events.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddIndex(
            "searchentry",
            models.Index(
                models.F("listed_at").desc(),
                models.F("article").desc(),
                condition=models.Q(("listed_at__isnull", False)),
                name="search_entry_newest",
            ),
        ),
        migrations.RemoveIndex("searchentry", "search_entry_terms"),
        migrations.AddIndex(
            "searchentry",
            django.contrib.postgres.indexes.GinIndex(
                fields=["terms"], gin_pending_list_limit=256, name="search_entry_terms"
            ),
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_text",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("text", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="KnownWord",
            fields=[
                (
                    "word",
                    models.CharField(
                        db_collation="C", max_length=60, primary_key=True, serialize=False
                    ),
                ),
                ("stem", models.CharField(db_collation="C", max_length=60)),
                ("spelling", models.CharField(max_length=60)),
            ],
            options={
                "indexes": [
                    models.Index("stem", name="known_word_by_stem"),
                    models.Index(Reverse("stem"), name="known_word_by_end_of_stem"),
                    models.Index(Length("word"), "word", name="known_word_by_length"),
                    models.Index(
                        Length("word"), Reverse("word"), name="known_word_by_length_and_end"
                    ),
                ]
            },
        ),
    ]

"""What the database keeps by itself: sort keys of listings, and an audit log nobody edits."""

from django.db import migrations

LISTING_TABLES = {
    "articles_articletopic": "content_object_id",
    "articles_byline": "article_id",
    "articles_statement": "parent_id",
}

CREATE = """
-- The place listings of one article: each named place and every place above it.
CREATE FUNCTION articles_list_places(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE moment timestamptz;
BEGIN
  SELECT listed_at INTO moment FROM articles_article WHERE id = wanted;
  IF moment IS NULL THEN
    DELETE FROM articles_placelisting WHERE article_id = wanted;
    RETURN;
  END IF;
  WITH due AS (
    SELECT DISTINCT above.id AS place_id
    FROM articles_articleplace named
    JOIN articles_place place ON place.id = named.tag_id
    CROSS JOIN LATERAL unnest(string_to_array(rtrim(place.path, '.'), '.')) AS step(key)
    JOIN articles_place above ON above.key = step.key
    WHERE named.content_object_id = wanted
  ), dropped AS (
    DELETE FROM articles_placelisting listing
    WHERE listing.article_id = wanted
      AND NOT EXISTS (SELECT 1 FROM due WHERE due.place_id = listing.place_id)
  )
  INSERT INTO articles_placelisting (place_id, article_id, listed_at)
  SELECT place_id, wanted, moment FROM due
  ON CONFLICT (article_id, place_id) DO UPDATE SET listed_at = EXCLUDED.listed_at
  WHERE articles_placelisting.listed_at IS DISTINCT FROM EXCLUDED.listed_at;
END $$;

CREATE FUNCTION articles_articleplace_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM articles_list_places(OLD.content_object_id); END IF;
  IF TG_OP <> 'DELETE' THEN PERFORM articles_list_places(NEW.content_object_id); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER articles_articleplace_changed
  AFTER INSERT OR UPDATE OF tag_id, content_object_id OR DELETE ON articles_articleplace
  FOR EACH ROW EXECUTE FUNCTION articles_articleplace_changed();

-- A place that moved in the tree takes its parts and its articles along.
CREATE FUNCTION articles_place_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE articles_place SET path = NEW.path || key || '.'
  WHERE parent_id = NEW.id AND path IS DISTINCT FROM NEW.path || key || '.';
  PERFORM articles_list_places(content_object_id)
  FROM articles_articleplace WHERE tag_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER articles_place_moved AFTER UPDATE OF path ON articles_place
  FOR EACH ROW WHEN (OLD.path IS DISTINCT FROM NEW.path)
  EXECUTE FUNCTION articles_place_moved();

-- An article that becomes ready, moves in time or is withdrawn.
CREATE FUNCTION articles_article_listed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM articles_list_places(NEW.id);
  UPDATE articles_articletopic SET listed_at = NEW.listed_at WHERE content_object_id = NEW.id;
  UPDATE articles_byline SET listed_at = NEW.listed_at WHERE article_id = NEW.id;
  UPDATE articles_statement SET listed_at = NEW.listed_at WHERE parent_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER articles_article_listed AFTER UPDATE ON articles_article
  FOR EACH ROW WHEN (OLD.listed_at IS DISTINCT FROM NEW.listed_at)
  EXECUTE FUNCTION articles_article_listed();

-- The audit log takes rows and gives none back. The retention job alone says so beforehand.
CREATE FUNCTION articles_audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('newsroom.audit_may_forget', true) = 'on' THEN
    IF TG_LEVEL = 'ROW' AND TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    IF TG_OP = 'TRUNCATE' THEN RETURN NULL; END IF;
  END IF;
  RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER articles_audit_keeps_rows BEFORE UPDATE OR DELETE ON articles_auditentry
  FOR EACH ROW EXECUTE FUNCTION articles_audit_is_append_only();
CREATE TRIGGER articles_audit_keeps_all BEFORE TRUNCATE ON articles_auditentry
  FOR EACH STATEMENT EXECUTE FUNCTION articles_audit_is_append_only();
"""

CREATE_COPY = """
CREATE FUNCTION {table}_copies_sort_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT listed_at INTO NEW.listed_at FROM articles_article WHERE id = NEW.{owner};
  RETURN NEW;
END $$;
CREATE TRIGGER {table}_copies_sort_key BEFORE INSERT OR UPDATE OF {owner} ON {table}
  FOR EACH ROW EXECUTE FUNCTION {table}_copies_sort_key();
"""

DROP = """
DROP FUNCTION articles_audit_is_append_only() CASCADE;
DROP FUNCTION articles_article_listed() CASCADE;
DROP FUNCTION articles_place_moved() CASCADE;
DROP FUNCTION articles_articleplace_changed() CASCADE;
DROP FUNCTION articles_list_places(bigint) CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        *(
            migrations.RunSQL(
                CREATE_COPY.format(table=table, owner=owner),
                f"DROP FUNCTION {table}_copies_sort_key() CASCADE;",
            )
            for table, owner in LISTING_TABLES.items()
        ),
    ]

"""The search asks its index, whatever PostgreSQL believes of the costs."""

from django.db import migrations

# Articles whose terms hold the query, published at `since` or later (NULL: all). The index of the
# terms is the only way: reading them out of the table costs hundreds of times what PostgreSQL
# believes, and a query of many rare words looks common to it.
HOLDING = """
CREATE FUNCTION articles_holding(query tsquery, since timestamptz) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE ROWS 1000
SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off SET jit = off
AS $$
BEGIN
  IF since IS NULL THEN
    RETURN QUERY EXECUTE
      'SELECT article_id FROM articles_searchentry WHERE terms @@ $1' USING query;
  ELSE
    RETURN QUERY EXECUTE
      'SELECT article_id FROM articles_searchentry WHERE terms @@ $1 AND listed_at >= $2'
      USING query, since;
  END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_prints_by_number")]

    operations = [
        migrations.RunSQL(HOLDING, "DROP FUNCTION articles_holding(tsquery, timestamptz)"),
    ]

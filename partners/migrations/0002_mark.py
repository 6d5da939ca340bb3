"""A value that changes with everything that decides who stands where, in the same transaction."""

from django.db import migrations, models

#: Also the tree of places: a town's positions stand on the pages of its quarters.
CREATE = """
CREATE FUNCTION partners_set_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO partners_mark (id, value) VALUES (1, gen_random_uuid())
  ON CONFLICT (id) DO UPDATE SET value = EXCLUDED.value;
  RETURN NULL;
END $$;

CREATE TRIGGER partners_set_mark
  AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON partners_partner
  FOR EACH STATEMENT EXECUTE FUNCTION partners_set_mark();
CREATE TRIGGER partners_set_mark
  AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON partners_position
  FOR EACH STATEMENT EXECUTE FUNCTION partners_set_mark();
CREATE TRIGGER partners_set_mark
  AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON partners_booking
  FOR EACH STATEMENT EXECUTE FUNCTION partners_set_mark();
CREATE TRIGGER partners_set_mark
  AFTER INSERT OR UPDATE OF path OR DELETE OR TRUNCATE ON articles_place
  FOR EACH STATEMENT EXECUTE FUNCTION partners_set_mark();

INSERT INTO partners_mark (id, value) VALUES (1, gen_random_uuid());
"""
DROP = """
DROP TRIGGER partners_set_mark ON partners_partner;
DROP TRIGGER partners_set_mark ON partners_position;
DROP TRIGGER partners_set_mark ON partners_booking;
DROP TRIGGER partners_set_mark ON articles_place;
DROP FUNCTION partners_set_mark();
"""


class Migration(migrations.Migration):

    dependencies = [("partners", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("value", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="there_is_one_mark")
                ],
            },
        ),
        migrations.RunSQL(CREATE, DROP),
    ]

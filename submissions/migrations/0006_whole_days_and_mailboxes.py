from django.db import migrations, models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat, Lower, Replace


def part(text, sign, number):
    return Func(
        text, Value(sign), Value(number), function="split_part", output_field=models.CharField()
    )


class Migration(migrations.Migration):
    dependencies = [("submissions", "0005_release_feeds")]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="all_day",
            field=models.BooleanField(db_default=False, default=False, verbose_name="all day"),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=Q(all_day=False) | Q(kind="event", ends_at__isnull=False),
                name="what_fills_whole_days_is_an_event_with_an_end",
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                Concat(
                    Replace(part(part(Lower(F("email")), "@", 1), "+", 1), Value("."), Value("")),
                    Value("@"),
                    part(Lower(F("email")), "@", 2),
                    output_field=models.CharField(),
                ),
                "arrival_mailed_at",
                name="submission_by_mailbox",
            ),
        ),
    ]

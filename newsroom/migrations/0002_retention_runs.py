from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="RetentionRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="when")),
                ("rule", models.CharField(max_length=30, verbose_name="rule")),
                ("gone", models.PositiveIntegerField(default=0, verbose_name="gone")),
                ("took", models.PositiveIntegerField(default=0, verbose_name="milliseconds")),
                ("failed", models.BooleanField(default=False, verbose_name="failed")),
            ],
            options={
                "verbose_name": "report of the retention",
                "verbose_name_plural": "reports of the retention",
                "ordering": ["-at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("at"), models.F("rule"), name="a_rule_reports_once_a_run"
                    )
                ],
            },
        ),
    ]

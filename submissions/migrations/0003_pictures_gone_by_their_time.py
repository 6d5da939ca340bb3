import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("submissions", "0002_answers_and_captions")]

    operations = [
        migrations.AlterField(
            model_name="attachment",
            name="file",
            field=models.CharField(
                blank=True,
                max_length=100,
                null=True,
                unique=True,
                validators=[django.core.validators.FileExtensionValidator(["jpg"])],
            ),
        ),
    ]

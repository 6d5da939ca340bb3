from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0010_search'),
    ]

    operations = [
        migrations.DeleteModel(name='TextPrint'),
        migrations.CreateModel(
            name='TextPrint',
            fields=[
                ('pk', models.CompositePrimaryKey('number', 'article', blank=True, editable=False, primary_key=True, serialize=False)),
                ('number', models.BigIntegerField()),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='text_prints', to='articles.article')),
            ],
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("logbook", "0005_sums_of_sides")]

    operations = [
        migrations.AddField(
            model_name="workout",
            name="warning_signs",
            field=models.CharField(blank=True, db_default="", default="", max_length=60, verbose_name="warning signs"),
        ),
    ]

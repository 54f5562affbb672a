from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def find_workouts_without_sets(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    workouts = apps.get_model("logbook", "Workout").objects.using(schema_editor.connection.alias)
    workouts.exclude(exercises__sets__isnull=False).update(has_sets=False)


class Migration(migrations.Migration):
    dependencies = [
        ("logbook", "0003_skip_reason"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="workout",
            name="has_sets",
            field=models.BooleanField(db_default=True, default=True, editable=False, verbose_name="has sets"),
        ),
        migrations.AddIndex(
            model_name="workout",
            index=models.Index(fields=["user", "-performed_on", "-id", "has_sets"], name="workout_by_user_and_days"),
        ),
        migrations.RemoveIndex(model_name="workout", name="workout_by_user_and_day"),
        migrations.RunPython(find_workouts_without_sets, migrations.RunPython.noop),
    ]

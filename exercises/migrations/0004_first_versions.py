from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

REASON = "As it was when versions began to be kept."


def keep_first_versions(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write down every exercise that has no version as it is, so that the first edit to come loses nothing."""
    alias = schema_editor.connection.alias
    exercises = apps.get_model("exercises", "Exercise").objects.using(alias)
    versions = apps.get_model("exercises", "HistoricalExercise").objects.using(alias)
    # Some have versions where this runs once more, after a way back.
    for row in exercises.exclude(pk__in=versions.values("id")).values():
        versions.create(**row, history_type="+", history_date=row["updated_at"], history_change_reason=REASON)


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0003_history"),
    ]

    operations = [
        migrations.RunPython(keep_first_versions, migrations.RunPython.noop),
    ]

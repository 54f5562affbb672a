from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce

SIDES = {"left": "reps of the left side", "right": "reps of the right side", "both": "reps of both sides"}


def add_up(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    alias = schema_editor.connection.alias
    exercises = apps.get_model("logbook", "WorkoutExercise").objects.using(alias)
    bouts = apps.get_model("logbook", "WorkoutSet").objects.using(alias).filter(workout_exercise=OuterRef("pk"))
    sums = {}
    for side in SIDES:
        of_side = bouts.filter(side=side).order_by().values("workout_exercise").annotate(sum=Sum("reps"))
        sums[f"{side}_reps"] = Coalesce(Subquery(of_side.values("sum")), Value(0))
    exercises.update(**sums)


class Migration(migrations.Migration):
    dependencies = [("logbook", "0004_has_sets")]

    operations = [
        *(
            migrations.AddField(
                model_name="workoutexercise",
                name=f"{side}_reps",
                field=models.PositiveSmallIntegerField(
                    db_default=0, default=0, editable=False, verbose_name=verbose_name
                ),
            )
            for side, verbose_name in SIDES.items()
        ),
        migrations.RunPython(add_up, migrations.RunPython.noop),
    ]

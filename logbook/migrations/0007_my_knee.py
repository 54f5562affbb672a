from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("logbook", "0006_warning_signs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="activity")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="set aside")),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activities",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "activity",
                "verbose_name_plural": "activities",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("user"),
                        django.db.models.functions.text.Lower("name"),
                        name="activity_name_unique_per_user",
                        violation_error_message="You have this activity already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityRating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("week", models.PositiveSmallIntegerField(verbose_name="number of the week")),
                ("rated_on", models.DateField(verbose_name="rated on")),
                (
                    "score",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(10)], verbose_name="trouble"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ratings",
                        to="logbook.activity",
                    ),
                ),
            ],
            options={
                "verbose_name": "rating of an activity",
                "verbose_name_plural": "ratings of activities",
                "constraints": [
                    models.UniqueConstraint(fields=("activity", "week"), name="activity_rated_once_a_week"),
                    models.CheckConstraint(condition=models.Q(("score__lte", 10)), name="activity_rating_to_10"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rated_on__gte", datetime.date(2000, 1, 1)), ("rated_on__lte", datetime.date(2100, 12, 31))
                        ),
                        name="activity_rating_day_in_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClinicScore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "value",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=6,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("1000")),
                        ],
                        verbose_name="score",
                    ),
                ),
                ("scored_on", models.DateField(verbose_name="date")),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clinic_scores",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "clinic score",
                "verbose_name_plural": "clinic scores",
                "ordering": ["-scored_on", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("user"),
                        models.F("scored_on"),
                        django.db.models.functions.text.Lower("name"),
                        name="clinic_score_once_a_day",
                        violation_error_message="You have a score of this name on this day already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", Decimal("0")), ("value__lte", Decimal("1000"))),
                        name="clinic_score_0_to_1000",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("scored_on__gte", datetime.date(2000, 1, 1)),
                            ("scored_on__lte", datetime.date(2100, 12, 31)),
                        ),
                        name="clinic_score_day_in_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WeekReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("week", models.PositiveSmallIntegerField(verbose_name="number of the week")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("forgot", "I forgot"),
                            ("tired", "tired"),
                            ("pain", "pain"),
                            ("no_time", "no time"),
                            ("not_helping", "not helping"),
                            ("ill", "ill"),
                            ("other", "something else"),
                            ("skipped", "not said"),
                        ],
                        max_length=11,
                        verbose_name="reason",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="week_reasons",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "reason for a week",
                "verbose_name_plural": "reasons for weeks",
                "ordering": ["-week"],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "week"), name="week_reason_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                ["forgot", "tired", "pain", "no_time", "not_helping", "ill", "other", "skipped"],
                            )
                        ),
                        name="week_reason_known",
                    ),
                ],
            },
        ),
    ]

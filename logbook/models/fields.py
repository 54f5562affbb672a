"""Columns and constraints that several models have."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from logbook.entries import MOST_PAIN

SCORE_VALIDATORS = [MinValueValidator(0), MaxValueValidator(MOST_PAIN)]


def score_field(label: Any) -> "models.PositiveSmallIntegerField[int | None, int | None]":
    """Return a score 0–10; not answered is None, which is not 0."""
    return models.PositiveSmallIntegerField(label, null=True, blank=True, validators=SCORE_VALIDATORS)


def sum_field(label: Any) -> "models.PositiveSmallIntegerField[int, int]":
    """Return a column that repeats what other rows add up to."""
    return models.PositiveSmallIntegerField(label, default=0, db_default=0, editable=False)


def score_constraint(name: str, field: str) -> models.CheckConstraint:
    """Refuse scores above 10."""
    return models.CheckConstraint(name=name, condition=Q((f"{field}__isnull", True)) | Q((f"{field}__lte", MOST_PAIN)))

"""What a migration must not do while the release before it still serves."""

from collections.abc import Iterator

from django.db import migrations, models
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import NOT_PROVIDED

Constraint = models.UniqueConstraint | models.CheckConstraint


def problems(before: ProjectState, migration: migrations.Migration) -> Iterator[str]:
    """Yield what of a migration breaks code that still believes in the state before it.

    That code reads and writes the tables and columns that it knows and no others, so they must stay,
    take what they took, and new ones beside them must do without it.
    """
    after = migration.mutate_state(before, preserve=True)
    for key, old in before.models.items():
        new = after.models.get(key)
        if new is None or _table(new) != _table(old):
            yield f"{old.name}: its table goes away"
        else:
            yield from _columns(old, new)
            yield from _constraints(old, new)


def _table(model: ModelState) -> object:
    return model.options.get("db_table") or f"{model.app_label}_{model.name_lower}"


def _columns(old: ModelState, new: ModelState) -> Iterator[str]:
    for name, field in old.fields.items():
        if name not in new.fields:
            yield f"{old.name}.{name} goes away"
        elif not _takes_as_much(new.fields[name], field):
            yield f"{old.name}.{name} takes less, or something else"
    for name, field in new.fields.items():
        if name not in old.fields and not _does_without_old_code(field):
            yield f"{old.name}.{name} is needed, and old code does not know it: give it a db_default, or let it be null"


def _takes_as_much(new: models.Field, old: models.Field) -> bool:  # type: ignore[type-arg]  # a state has all kinds
    if type(new) is not type(old) or (old.null and not new.null) or (new.unique and not old.unique):
        return False
    longest = [field.max_length for field in (new, old)]
    return longest[0] is None or (longest[1] is not None and longest[0] >= longest[1])


def _does_without_old_code(field: models.Field) -> bool:  # type: ignore[type-arg]  # likewise
    return field.null or field.many_to_many or field.db_default is not NOT_PROVIDED


def _constraints(old: ModelState, new: ModelState) -> Iterator[str]:
    known = {constraint.name for constraint in old.options.get("constraints", [])}
    for constraint in new.options.get("constraints", []):
        if constraint.name not in known and _names(constraint) & set(old.fields):
            yield f"{old.name}: {constraint.name} binds columns that old code writes"


def _names(constraint: Constraint) -> set[str]:
    if isinstance(constraint, models.CheckConstraint):
        text = str(constraint.condition)
        return {part.partition("__")[0] for part in text.replace("'", " ").replace("(", " ").split()}
    return set(constraint.fields)

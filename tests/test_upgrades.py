"""Upgrades: each migration there and back with something in every table, and beside the release before it."""

from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from hipstrength.environment import BASE_DIR
from tests.upgrades import problems
from tests.wall.world import DAY, make_world

OURS = ("accounts", "exercises", "logbook")
# They were there before the first release, so no older one serves beside them.
BEFORE_FIRST_RELEASE = {"accounts": 4, "exercises": 4, "logbook": 7}
Rows = dict[str, dict[Any, dict[str, Any]]]


def steps() -> list[tuple[str, str]]:
    """Return our migrations in the order in which they run."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    return [(one.app_label, one.name) for one, _ in plan if one.app_label in OURS]


def rows() -> Rows:
    """Return the rows of all tables of ours, by table and key, each with its columns."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(OURS):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                names = [column.name if hasattr(column, "name") else column[0] for column in cursor.description]
                key = names.index("history_id" if "history_id" in names else "id")
                found[table] = {row[key]: dict(zip(names, row, strict=True)) for row in cursor.fetchall()}
    return found


def assert_kept(before: Rows, after: Rows) -> None:
    """Assert that whatever has a place before and after is the same."""
    for table in before.keys() & after.keys():
        assert before[table].keys() == after[table].keys(), table
        for key, row in before[table].items():
            shared = row.keys() & after[table][key].keys()
            assert {name: row[name] for name in shared} == {name: after[table][key][name] for name in shared}, table


def migrate(app: str, name: str) -> None:
    call_command("migrate", app, name, verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_every_migration_goes_back_and_forth_with_rows_in_every_table(catalogue: None) -> None:
    owner = make_world().owner
    owner.week_reasons.create(week=owner.week_of(DAY).number, reason="ill")
    full = rows()
    assert [table for table, content in full.items() if not content] == ["accounts_user_user_permissions"]
    order = steps()
    for position in range(len(order) - 1, -1, -1):
        app, name = order[position]
        earlier = [other for other_app, other in order[:position] if other_app == app]
        if not earlier:
            continue  # without its first migration an app has no tables at all
        before = rows()
        migrate(app, earlier[-1])
        back = rows()
        assert_kept(before, back)
        migrate(app, name)
        assert_kept(back, rows())
        migrate(app, earlier[-1])

    oldest = rows()
    call_command("migrate", verbosity=0)

    assert_kept(oldest, rows())
    assert rows().keys() == full.keys()
    assert_kept({table: full[table] for table in oldest}, _only(rows(), oldest))


def _only(new: Rows, old: Rows) -> Rows:
    """Return rows with those tables and columns only that were there all the way: the others were made anew."""
    return {
        table: {key: {name: row[name] for name in old[table][key]} for key, row in new[table].items()} for table in old
    }


def test_migrations_are_safe_beside_the_release_before() -> None:
    loader = MigrationLoader(None)
    found = []
    for app, number in BEFORE_FIRST_RELEASE.items():
        for key in sorted(key for key in loader.graph.nodes if key[0] == app):
            if int(key[1][:4]) > number:
                before = loader.project_state(key, at_end=False)
                found += [f"{app} {key[1]}: {problem}" for problem in problems(before, loader.graph.nodes[key])]

    assert found == []


def made(operation: Any) -> migrations.Migration:
    migration = migrations.Migration("made", "notes")
    vars(migration)["operations"] = [operation]
    return migration


def notes() -> ProjectState:
    state = ProjectState()
    fields: list[tuple[str, models.Field[Any, Any]]] = [
        ("id", models.BigAutoField(primary_key=True)),
        ("text", models.CharField(max_length=20)),
    ]
    state.add_model(ModelState("notes", "Note", fields))
    return state


def check(**condition: Any) -> models.CheckConstraint:
    return models.CheckConstraint(name="checked", condition=models.Q(**condition))


@pytest.mark.parametrize(
    ("operation", "problem"),
    [
        (migrations.DeleteModel("Note"), "Note: its table goes away"),
        (migrations.AlterModelTable("Note", "sheet"), "Note: its table goes away"),
        (migrations.RemoveField("Note", "text"), "Note.text goes away"),
        (migrations.RenameField("Note", "text", "words"), "Note.text goes away"),
        (migrations.AlterField("Note", "text", models.CharField(max_length=19)), "Note.text takes less"),
        (migrations.AlterField("Note", "text", models.IntegerField()), "Note.text takes less"),
        (migrations.AlterField("Note", "text", models.CharField(max_length=20, unique=True)), "Note.text takes less"),
        (migrations.AddField("Note", "more", models.IntegerField(default=1)), "Note.more is needed"),
        (migrations.AddConstraint("Note", check(text__gt="")), "Note: checked binds columns"),
        (
            migrations.AddConstraint("Note", models.UniqueConstraint(name="unique", fields=["text"])),
            "Note: unique binds columns",
        ),
    ],
    ids=str,
)
def test_migration_that_old_code_does_not_bear_is_found(operation: Any, problem: str) -> None:
    found = list(problems(notes(), made(operation)))

    assert [text[: len(problem)] for text in found if text.startswith(problem)] == [problem]


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("Note", "more", models.IntegerField(null=True)),
        migrations.AddField("Note", "more", models.IntegerField(db_default=1)),
        migrations.AddIndex("Note", models.Index(fields=["text"], name="by_text")),
        migrations.AlterField("Note", "text", models.CharField(max_length=21)),
        migrations.CreateModel("Sheet", [("id", models.BigAutoField(primary_key=True))]),
    ],
    ids=str,
)
def test_migration_that_old_code_bears_is_none(operation: Any) -> None:
    assert list(problems(notes(), made(operation))) == []


def test_every_app_of_ours_is_looked_at() -> None:
    folders = {str(BASE_DIR / name) for name in ("exercises", "hipstrength", "logbook")}
    ours = {
        config.label
        for config in apps.get_app_configs()
        if config.path.startswith(tuple(folders)) and config.models_module
    }

    assert ours == set(OURS) == BEFORE_FIRST_RELEASE.keys()

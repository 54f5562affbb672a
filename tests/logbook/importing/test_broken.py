"""Files that cannot be read as a whole: each is refused with a sentence that says why, and changes nothing."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hipstrength.accounts.models import User
from tests.logbook.importing.imports import HEADER, document, table
from tests.rendered import parse
from tests.stored import all_rows, fill

FOLDER = Path(__file__).parent / "broken"
TOO_EARLY = "The JSON ends too early: a part of the file is missing. Export it again."
NO_HEADER = "This is no file that can be imported: its first line is not the header of a known export. Here is "
OTHER_LANGUAGE = "If it is from Strong or Hevy, set that app to English and export it again."
NO_SET = "The file has a header, and no set below it."
IN_FILES = {
    "half.json": TOO_EARLY,
    "half_a_text.json": TOO_EARLY,
    "header_in_two_lines.csv": "The header of the file is damaged.",
    "damaged.json": "The JSON is damaged in line 1.",
    "newer.json": "This file is of version 2, from a newer HipStrength. This site reads up to version 1.",
    "version_in_words.json": "The version of this export is not known: “one”.",
    "version_true.json": "The version of this export is not known: “true”.",
    "foreign.json": "This is JSON, but no export of HipStrength.",
    "list.json": "This is JSON, but no export of HipStrength.",
    "workouts_no_list.json": "“workouts” in the JSON is a list. Here is “a group of values”.",
    "bands_no_list.json": "“bands” in the JSON is a list. Here is “7”.",
    "twice.json": "The JSON has the name “version” twice in one place.",
    "nan.json": "The JSON has NaN in it, which is no number.",
    "infinity.json": "The JSON has -Infinity in it, which is no number.",
    "control_character.json": "The JSON is damaged in line 1.",
    "letter.csv": f"{NO_HEADER}“Dear diary,”.",
    "column_missing.csv": f"{NO_HEADER}“date,exercise,set,side”. {OTHER_LANGUAGE}",
    "column_twice.csv": "The column “date” is there twice.",
    "quote_open.csv": "The file is damaged near line 2: a quotation mark is opened and never closed.",
    "quote_early.csv": "The file is damaged near line 2: a quotation mark stands where none may be.",
    "strong_empty.csv": NO_SET,
    "hevy_empty.csv": NO_SET,
    "page.html": f"{NO_HEADER}“<!doctype html>”.",
}
EMPTY = "The file is empty."
PICTURE = "This is a picture or a film. Send the file that was exported."
PACKED = "This is a packed file or a spreadsheet. Unpack it, or save the spreadsheet as CSV in UTF-8."
UTF_16 = "The file is written in UTF-16. Save it as CSV in UTF-8, and send that."
NOT_UTF_8 = "The file is not written in UTF-8. Open it in your spreadsheet, save it as CSV in UTF-8, and send that."
TOO_LARGE = "The file is too large: at most 5 MB can be imported. HipStrength can export one year at a time."
ENTRIES = "The file has more than 150,000 entries in its lists. Cut it into several files."
NULLS = "The file has null characters in it, so it is no text, or it is damaged. Export it again."
ROW = "2025-03-03,,clamshells,,1,left,12,,,,,,,,,müde,,,"


def zipped() -> bytes:
    with zipfile.ZipFile(file := io.BytesIO(), "w") as archive:
        archive.writestr("log.csv", HEADER)
    return file.getvalue()


IN_CODE = {
    "no byte": (b"", EMPTY),
    "blank": (b" \r\n\t\n", EMPTY),
    "blank in other letters": ("\N{EM SPACE}\N{NO-BREAK SPACE}".encode(), EMPTY),
    "a mark and no more": (b"\xef\xbb\xbf", EMPTY),
    "nulls alone": (bytes(100), EMPTY),
    "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(50), PICTURE),
    "JPEG": (b"\xff\xd8\xff\xe0" + bytes(50), PICTURE),
    "film": (b"\0\0\0\x18ftypheic" + bytes(50), PICTURE),
    "PDF": (b"%PDF-1.7\n", "This is a PDF, which is for reading. Send the JSON or CSV that was exported."),
    "zip": (zipped(), PACKED),
    "gzip": (gzip.compress(document()), PACKED),
    "UTF-16": (table(ROW).decode().encode("utf-16"), UTF_16),
    "UTF-16 without mark": (table(ROW).decode().encode("utf-16-le"), UTF_16),
    "Latin-1": (table(ROW).decode().encode("latin-1"), NOT_UTF_8),
    "null in a CSV": (table(ROW) + b"\0", NULLS),
    "deep": (
        b'{"format": "hipstrength", "version": 1, "workouts": ' + b"[" * 100_000,
        "The JSON has lists within lists without end. No export of HipStrength does.",
    ),
    "long cell": (
        table(ROW + "x" * 140_000),
        "The file is damaged near line 2: a cell is too long.",
    ),
    "many columns": (table(header=HEADER + ",x" * 200), "The file has more columns than any known export."),
    "many lines": (
        table(*["2025-03-03,clamshells,1,left,12"] * 50_001, header="date,exercise,set,side,count"),
        "The file has more than 50,000 lines. Cut it into several files.",
    ),
    "many sets": (
        document({"performed_on": "2025-03-03", "exercises": [{"exercise": "clamshells", "sets": [1] * 50_001}]}),
        "The file has more than 50,000 sets. Cut it into several files.",
    ),
    "many workouts": (document(*[1] * 50_001), "The file has more than 50,000 sets. Cut it into several files."),
    "many goals": (document(goals=[0] * 150_001), ENTRIES),
    "many lists": (document(goals=[[0] * 75_000, [0] * 75_000]), ENTRIES),
    "many names": (document(profile={"steps": [{"exercise": "clamshells", "order": [{}] * 150_000}]}), ENTRIES),
    "large": (b"{" + b" " * (5 * 1024 * 1024) + b"}", TOO_LARGE),
}


def test_every_broken_file_is_tried() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(IN_FILES)


def assert_is_refused(client: Client, user: User, content: bytes, words: str) -> None:
    fill(user)
    before = all_rows()

    response = client.post("/data/import/", {"file": SimpleUploadedFile("any name.pdf", content)})

    assert response.status_code == 422
    page = parse(response)
    assert page.one("input", id="id_file").attributes["aria-invalid"] == "true"
    assert [error.text for error in page.one(id="error-summary").all("li")] == [f"File: {words}"]
    assert all_rows() == before


@pytest.mark.parametrize("name", IN_FILES)
def test_broken_file_is_refused(alices_client: Client, alice: User, name: str) -> None:
    assert_is_refused(alices_client, alice, (FOLDER / name).read_bytes(), IN_FILES[name])


@pytest.mark.parametrize("name", IN_CODE)
def test_broken_bytes_are_refused(alices_client: Client, alice: User, name: str) -> None:
    content, words = IN_CODE[name]

    assert_is_refused(alices_client, alice, content, words)


def test_no_file_is_asked_for(alices_client: Client) -> None:
    response = alices_client.post("/data/import/", {})

    assert response.status_code == 422
    assert "File: Choose a file." in parse(response).one(id="error-summary").text


def test_file_that_is_too_large_is_not_kept_on_its_way(alices_client: Client) -> None:
    response = alices_client.post("/data/import/", {"file": SimpleUploadedFile("a", b"x" * (5 * 1024 * 1024 + 1))})

    assert response.wsgi_request.FILES == {}
    assert TOO_LARGE in parse(response).one(id="error-summary").text

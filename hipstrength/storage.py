"""Where static files are kept."""

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]  # it comes without types


class StaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # the library has no types
    """Gives every file a name with its hash, also where one script imports another."""

    support_js_module_import_aggregation = True

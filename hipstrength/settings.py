"""The one settings file. Everything that differs between sites comes from the environment.

docs/configuration.md lists the variables.
"""

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from hipstrength import environment, logs

django_stubs_ext.monkeypatch()

BASE_DIR = environment.BASE_DIR
BUILD_DIR = BASE_DIR / "build"
DATA_DIR = environment.data_dir()

SITE = environment.site_url()
SITE_URL = SITE.origin
try:
    SECRET_KEY = environment.secret_key()
except environment.NoKeyError:
    # For commands that sign nothing, such as makemigrations in a fresh clone: Django refuses to use an empty key.
    SECRET_KEY = ""
DEBUG = environment.flag("DEBUG")

# The health check and the person at the machine itself come by loopback names.
ALLOWED_HOSTS = [SITE.host, *environment.LOOPBACK]
CSRF_TRUSTED_ORIGINS = [SITE.origin]

INSTALLED_APPS = [
    "hipstrength.apps.HipStrengthConfig",
    "hipstrength.accounts.apps.AccountsConfig",
    "logbook.apps.LogbookConfig",
    "exercises.apps.ExercisesConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "simple_history",
    # The admin, with our site of it.
    "hipstrength.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # Whatever is logged about a request has its number.
    "hipstrength.request_id.RequestIdMiddleware",
    # Headers first: a request that is refused further down carries them, too.
    "csp.middleware.CSPMiddleware",
    "hipstrength.middleware.ResponseHeadersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hipstrength.middleware.DoubtedProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hipstrength.sessions.SlidingSessionMiddleware",
    "hipstrength.middleware.PrivateByDefaultMiddleware",
    "hipstrength.accounts.consent.ConsentMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hipstrength.middleware.TooOftenMiddleware",
    "hipstrength.middleware.AbandonedFormMiddleware",
    "hipstrength.middleware.InvalidFormStatusMiddleware",
]

ROOT_URLCONF = "hipstrength.urls"
WSGI_APPLICATION = "hipstrength.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hipstrength.context.site",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
BACKUP_DIR = environment.backup_dir()
BACKUP_KEEP = environment.backup_keep()
# Shared by all workers, so that a rate limit counts every attempt.
CACHES = {
    "default": {
        "BACKEND": "hipstrength.cache.DatabaseCache",
        "LOCATION": "cache",
        # With the usual 300 a busy hour would push counted attempts out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Of each process alone, and gone with it.
    "memory": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}
# How often one address may ask for what links to reports show, in a minute.
SHARED_REPORT_LIMIT = 30

# Words and time
# British English by our own words and formats. Django's "en-gb" looks for each text in six catalogues, where it is not.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
# With one language there is nothing to look up, which else takes a seventh of the time of a page.
USE_I18N = len(LANGUAGES) > 1
FORMAT_MODULE_PATH = ["hipstrength.formats"]
TIME_ZONE = "UTC"
SITE_TIME_ZONE = environment.site_time_zone()

# Static files
STATIC_URL = "/static/"
STATIC_ROOT = BUILD_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "hipstrength.storage.StaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Accounts
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "hipstrength.accounts.passwords.MaximumLengthValidator", "OPTIONS": {"max_length": 128}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email"]},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
vars().update(environment.email())
SENDS_MAIL = environment.mail_is_sent()
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL") or f"HipStrength <noreply@{SITE.host}>"
SERVER_EMAIL = DEFAULT_FROM_EMAIL

ACCOUNT_ADAPTER = "hipstrength.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "add_email": "hipstrength.accounts.forms.AddEmailForm",
    "change_password": "hipstrength.accounts.forms.ChangePasswordForm",
    "login": "hipstrength.accounts.forms.LoginForm",
    "reauthenticate": "hipstrength.accounts.forms.ReauthenticateForm",
    "reset_password": "hipstrength.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "hipstrength.accounts.forms.ResetPasswordKeyForm",
    "signup": "hipstrength.accounts.forms.SignupForm",
}
ACCOUNT_SIGNUP_REDIRECT_URL = "logbook:workout-new"
ACCOUNT_LOGOUT_ON_GET = False
# Whoever finds an open browser still needs the password, a code or a passkey to change how to get in.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Beside the limits that the library has: changes in the admin, forms kept for people whose login has ended, and files
# that take long to make.
ACCOUNT_RATE_LIMITS = {"admin": "60/m/user", "kept_form": "20/m/ip", "costly": "20/m/user"}
SIGNUP_IS_OPEN = environment.flag("SIGNUP_OPEN", default=True)
SIGNUP_CODE = environment.signup_code()
TRUSTED_PROXIES = environment.trusted_proxies(SITE)
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
# Without a mail server nobody could read the code, so nobody is asked for one.
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if SENDS_MAIL else "none"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = SENDS_MAIL
# People hear of what was changed about how they get in, by somebody else perhaps.
ACCOUNT_EMAIL_NOTIFICATIONS = SENDS_MAIL
ACCOUNT_EMAIL_SUBJECT_PREFIX = "HipStrength: "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = SITE.scheme

# The second factor
MFA_ADAPTER = "hipstrength.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "activate_totp": "hipstrength.accounts.second_factor_forms.ActivateTOTPForm",
    "add_webauthn": "hipstrength.accounts.second_factor_forms.AddPasskeyForm",
    "authenticate": "hipstrength.accounts.second_factor_forms.AuthenticateForm",
    "authenticate_webauthn": "hipstrength.accounts.second_factor_forms.AuthenticatePasskeyForm",
    "edit_webauthn": "hipstrength.accounts.second_factor_forms.RenamePasskeyForm",
    "login_webauthn": "hipstrength.accounts.second_factor_forms.LoginPasskeyForm",
    "reauthenticate": "hipstrength.accounts.second_factor_forms.ReauthenticateForm",
    "reauthenticate_webauthn": "hipstrength.accounts.second_factor_forms.ReauthenticatePasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
# A key that asks for no finger, face or PIN proves only that somebody has it.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "HipStrength"
# A phone whose clock is half a minute off still gets in.
MFA_TOTP_TOLERANCE = 1
# Where no mail can be sent, no address is ever confirmed.
MFA_ALLOW_UNVERIFIED_EMAIL = not SENDS_MAIL
ADMIN_PATH = environment.admin_path()
ADMIN_NEEDS_SECOND_FACTOR = environment.flag("ADMIN_SECOND_FACTOR", default=not SITE.is_loopback)

# Sessions and forms
SESSION_ENGINE = "hipstrength.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE.is_https
SESSION_COOKIE_NAME = "__Host-session" if SITE.is_https else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SITE.is_https else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "hipstrength.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# A note of a mebibyte, three times as long when percent-encoded, still gets its own error message.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# What is larger than memory should hold goes to a temporary file, which ends with the request.
FILE_UPLOAD_HANDLERS = [
    "hipstrength.uploads.LimitHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# What browsers are told
SECURE_SSL_REDIRECT = SITE.is_https
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SITE.is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.flag("HSTS_SUBDOMAINS")
SECURE_HSTS_PRELOAD = environment.flag("HSTS_PRELOAD")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # Bootstrap's own icons are data addresses inside its style sheet.
        "img-src": [SELF, "data:"],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
# Subdomains and preloading bind other sites of the same owner: only on request.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if not SITE.is_https:
    # A site on plain http, at home or on this machine, cannot have these.
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]

# What is said on the privacy page about who runs the site.
OPERATOR = environment.text("OPERATOR")

# The log, and who hears of errors
LOG_FORMAT = logs.log_format()
LOG_REQUESTS = environment.flag("LOG_REQUESTS")
LOGGING_CONFIG = "hipstrength.logs.configure"
ADMINS = [("", address) for address in environment.error_mail_to()]
EMAIL_SUBJECT_PREFIX = "HipStrength: "
SENTRY_DSN = environment.sentry_dsn()
LOGGING = logs.config(LOG_FORMAT, mails_errors=bool(ADMINS), sends_errors=bool(SENTRY_DSN))
if LOG_FORMAT == "json" and not SENDS_MAIL:
    EMAIL_BACKEND = "hipstrength.mail_log.EmailBackend"
METRICS_TOKEN = environment.metrics_token()
if METRICS_TOKEN:
    MIDDLEWARE.insert(1, "hipstrength.metrics.CountingMiddleware")
if LOG_REQUESTS:
    MIDDLEWARE.insert(1, "hipstrength.request_log.RequestLogMiddleware")

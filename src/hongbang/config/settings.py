"""Everything this installation is set to, read top to bottom."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from hongbang.accounts.rules import lockout, sessions
from hongbang.config import env
from hongbang.files.rules import kinds

ENV = env.read()
ROOT = Path(__file__).resolve().parents[3]

# --- who may reach it
SECRET_KEY = ENV.secret_key
DEBUG = ENV.debug
ALLOWED_HOSTS = list(ENV.allowed_hosts)
HONGBANG_VAR = ENV.var
HONGBANG_KEYRING = ENV.keyring
HONGBANG_BASE_URL = ENV.base_url
HONGBANG_MAIL = ENV.mail
HONGBANG_SMS = ENV.sms
HONGBANG_STORAGE = ENV.storage
HONGBANG_SCANNER = ENV.scanner
HONGBANG_DEMO = ENV.demo
HONGBANG_DEMO_WITHOUT_TOTP = ENV.demo_without_totp
HONGBANG_TRUSTED_PROXIES = ENV.trusted_proxies
HONGBANG_PLACE = {"zh-hans": ENV.place, "en": ENV.place_en}
HONGBANG_ICP_FILING = ENV.icp_filing
HONGBANG_POLICE_FILING = ENV.police_filing

# --- rooms, from the ground up
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "hongbang.ui",
    "hongbang.audit",
    "hongbang.work",
    "hongbang.privacy",
    "hongbang.files",
    "hongbang.documents",
    "hongbang.outbox",
    "hongbang.orgs",
    "hongbang.accounts",
    "hongbang.sheets",
    "hongbang.programmes",
    "hongbang.register",
    "hongbang.activity",
    "hongbang.notices",
    "hongbang.surveys",
    "hongbang.applications",
    "hongbang.recommendations",
    "hongbang.reviews",
    "hongbang.selections",
    "hongbang.approvals",
    "hongbang.publicity",
    "hongbang.awards",
    "hongbang.oversight",
    "hongbang.journey",
    "hongbang.portal",
    "hongbang.ops",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "hongbang.ui.middleware.RequestMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hongbang.ui.middleware.DisplayMiddleware",
    "hongbang.accounts.middleware.ActorMiddleware",
    "hongbang.programmes.middleware.SiteDayMiddleware",
    "hongbang.audit.middleware.RefusalMiddleware",
]
ROOT_URLCONF = "hongbang.config.urls"
WSGI_APPLICATION = "hongbang.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "hongbang.journey.adapters.shell_context",
            ],
            "builtins": ["hongbang.ui.templatetags.ui", "django.templatetags.i18n"],
        },
    },
]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# --- where things are kept
DATABASES = {"default": ENV.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "ui_cache",
    },
}
HONGBANG_FONTS = ENV.fonts
HONGBANG_FILES = kinds.Limits(20 * 1024 * 1024, ("pdf", "docx", "xlsx", "jpg", "png"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
HONGBANG_BODY_MAX = HONGBANG_FILES.max_bytes + DATA_UPLOAD_MAX_MEMORY_SIZE
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
FILE_UPLOAD_TEMP_DIR = None

# --- people
AUTH_USER_MODEL = "accounts.Person"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
HONGBANG_SESSION = sessions.Limits(idle_minutes=30, absolute_hours=12)
HONGBANG_LOCKOUT = lockout.Limits(failures=5, failures_per_address=30, minutes=15)
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = HONGBANG_SESSION.absolute_hours * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.secure
SESSION_COOKIE_NAME = "__Host-session" if ENV.secure else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if ENV.secure else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "hongbang.ui.refusals.csrf_failure"

# --- what browsers are told
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = ENV.secure
SECURE_HSTS_SECONDS = 31_536_000 if ENV.secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENV.secure
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.secure else None
X_FRAME_OPTIONS = "DENY"

# --- language and time
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", _("英文"))]
LOCALE_PATHS = [ENV.build / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- static files: collected and hashed at set-up
STATIC_URL = "/static/"
STATIC_ROOT = ENV.build / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31_536_000
WHITENOISE_INDEX_FILE = False

# --- checks that must not be passed by
SILENCED_SYSTEM_CHECKS: list[str] = (
    []
    if ENV.secure
    else [  # plain http on loopback
        "security.W004",
        "security.W008",
        "security.W012",
        "security.W016",
    ]
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

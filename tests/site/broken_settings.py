"""The product's settings, with the address that breaks."""

from hipstrength.settings import *  # noqa: F403 — what is tested is the product as it is

ROOT_URLCONF = "tests.site.broken_urls"

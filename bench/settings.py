"""The product's settings, with the floors beside its pages."""

from hipstrength.settings import *  # noqa: F403 — what is measured is the product as it is

ROOT_URLCONF = "bench.urls"

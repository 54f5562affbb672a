"""The product's settings, with the floors beside its pages, and files as often as they are measured."""

from hipstrength.settings import *  # noqa: F403 — what is measured is the product as it is
from hipstrength.settings import ACCOUNT_RATE_LIMITS  # named, because this file changes it

ROOT_URLCONF = "bench.urls"
ACCOUNT_RATE_LIMITS = {action: rate for action, rate in ACCOUNT_RATE_LIMITS.items() if action != "costly"}

"""What the person at the terminal is told once the site answers."""

from hipstrength import environment


def text() -> str:
    """Return where the site is, how one becomes its admin, and where its mails go."""
    in_container = environment.flag("STATIC_IS_BUILT")
    site = environment.site_url()
    admin = "docker compose exec app python manage.py createsuperuser" if in_container else "make admin"
    mails = (
        "Mails are sent." if environment.mail_is_sent() else "Mails are only written to this log; EMAIL_URL sends them."
    )
    proxy = f"The proxy that speaks https reaches it on port {environment.port()}." if site.is_https else ""
    lines = [
        f"HipStrength is at {site.origin}" + ("" if in_container else " (stop it with Ctrl+C)"),
        proxy,
        f"To make an admin: {admin}",
        mails,
    ]
    return "\n".join(line for line in lines if line)

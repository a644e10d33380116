"""What does somebody see who has just started the server?"""

from __future__ import annotations

from django.conf import settings

from hongbang.accounts.texts import ROLES
from hongbang.kernel.actor import Role
from hongbang.ops.demo.people import PASSWORD, PEOPLE


def welcome(host: str, port: int) -> str:
    """Say where the site stands and, in a demonstration, who can sign in and how."""
    shown = f"[{host}]" if ":" in host else host
    lines = ["", f"红榜 Hongbang   http://{shown}:{port}/", ""]
    if settings.HONGBANG_DEMO:
        lines.append(f"演示人员 Demo people   登录 sign in: http://{shown}:{port}/sign-in/")
        for person in PEOPLE:
            seats = "、".join(f"{ROLES[Role(role)]}（{body}）" for role, body in person.seats)
            lines.append(f"  {person.login:24}{person.name}  {seats}")
        lines.append(f"  密码 password for all: {PASSWORD}")
        folder = settings.HONGBANG_MAIL.folder or f"{settings.HONGBANG_VAR}/outbox/mail"
        if settings.HONGBANG_MAIL.kind == "file":
            lines.append(f"  信件 letters (codes, invitations): {folder}")
        lines.append("")
    lines.append("按 Ctrl-C 停下 · Ctrl-C stops the server")
    return "\n".join(lines)

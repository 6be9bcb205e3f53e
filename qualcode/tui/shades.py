"""The colours of the app: dark, light, and one for eyes or rooms that need high contrast."""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

HIGH_CONTRAST = Theme(
    name="qualcode-high-contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    boost="#202020",
    success="#00ff00",
    warning="#ffff00",
    error="#ff6060",
    dark=True,
    variables={
        "foreground-muted": "#ffffff",
        "text-muted": "#ffffff",
        "footer-background": "#000000",
        "footer-foreground": "#ffffff",
        "footer-key-foreground": "#ffff00",
        "border": "#ffffff",
        "border-blurred": "#ffffff",
        "scrollbar": "#ffffff",
        "scrollbar-background": "#000000",
        "block-cursor-background": "#ffff00",
        "block-cursor-foreground": "#000000",
    },
)

LIGHT = Theme(
    name="qualcode-light",
    primary="#004578",
    secondary="#0178d4",
    warning="#ffa62b",
    error="#ba3c5b",
    success="#4ebf71",
    accent="#ffa62b",
    background="#e0e0e0",
    surface="#d8d8d8",
    panel="#d0d0d0",
    dark=False,
    # Textual's own light theme has headings and asides too pale to be read on its grey.
    variables={
        "footer-key-foreground": "#004578",
        "text-accent": "#7a4300",
        "text-warning": "#7a4300",
        "text-success": "#1d5c31",
        "text-muted": "auto 75%",
        "foreground-muted": "#1f1f1fc4",
    },
)

OWN = (HIGH_CONTRAST, LIGHT)
THEMES: Mapping[str, str] = {"dark": "textual-dark", "light": LIGHT.name, "high-contrast": HIGH_CONTRAST.name}
"""Textual's name of each theme, by the settings' name."""

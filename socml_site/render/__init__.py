"""Artifacts to safe HTML: conversion, sanitising, templates."""

from socml_site.render.pages import Settings, articles, contents, shown_html
from socml_site.render.templates import Site, theme_folder

__all__ = ["Settings", "Site", "articles", "contents", "shown_html", "theme_folder"]

"""Artifacts to safe HTML: conversion, sanitising, templates."""

from socml_site.render.head import head_html
from socml_site.render.pages import Settings, articles, contents, shown_html
from socml_site.render.templates import Interface, Site

__all__ = ["Interface", "Settings", "Site", "articles", "contents", "head_html", "shown_html"]

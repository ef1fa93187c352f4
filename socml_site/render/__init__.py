"""Artifacts to safe HTML: conversion, sanitising, templates."""

from socml_site.render.pages import Settings, render
from socml_site.render.templates import Site, theme_folder

__all__ = ["Settings", "Site", "render", "theme_folder"]

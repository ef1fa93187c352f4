"""socml: turns a folder of minutes into a searchable wiki, cross-linked by topic and attendee."""

__version__ = "0.1.0"

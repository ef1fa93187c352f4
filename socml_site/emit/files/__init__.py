"""What is taken away: feeds, calendars, data, Markdown and other files beside the pages."""

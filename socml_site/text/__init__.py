"""What Markdown is, before it means anything: code, headings, links, anchors, addresses, language, unsafe HTML."""

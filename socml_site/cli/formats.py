"""Issues in the forms other programs read."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from socml_site import __version__
from socml_site.issues import CODES, Issue, Severity, visible

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
_SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def github(issue: Issue) -> str:
    """A workflow command of GitHub Actions, which puts the issue beside its line in a pull request."""
    path = _escaped(issue.path).replace(":", "%3A").replace(",", "%2C")
    message = _escaped(f"{issue.message}. {issue.hint}".strip())
    kind = _GITHUB[issue.severity]
    return f"::{kind} file={path},line={issue.line},col={issue.col},title=socml {issue.code}::{message}"


def _escaped(text: str) -> str:
    """A text as workflow commands want it; signs that steer the log, line ends among them, are shown as written."""
    return visible(text).replace("%", "%25")


def sarif(issues: Sequence[Issue]) -> dict[str, object]:
    """A log in the Static Analysis Results Interchange Format 2.1.0 (OASIS)."""
    rules = [{"id": code, "shortDescription": {"text": meaning}} for code, (_, meaning) in CODES.items()]
    results = [
        {
            "ruleId": issue.code,
            "level": _SARIF[issue.severity],
            "message": {"text": f"{issue.message}. {issue.hint}".strip()},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(issue.path)},
                        "region": {"startLine": issue.line, "startColumn": issue.col},
                    }
                }
            ],
        }
        for issue in issues
    ]
    tool = {"driver": {"name": "socml", "version": __version__, "rules": rules}}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": tool, "results": results}],
    }

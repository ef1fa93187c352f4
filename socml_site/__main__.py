"""`python -m socml_site` is `socml`."""

from socml_site.cli import main

if __name__ == "__main__":
    main(prog_name="socml")

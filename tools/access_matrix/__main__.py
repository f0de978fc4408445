"""`python -m tools.access_matrix`: write docs/access-matrix.md."""

from portal.app import create_app
from tools.access_matrix.doors import doors_of
from tools.access_matrix.settings import to_look_at
from tools.access_matrix.table import WRITTEN_TO, document

if __name__ == "__main__":
    WRITTEN_TO.write_text(document(doors_of(create_app(to_look_at()))), encoding="utf-8")
    print(f"Who can do what: {WRITTEN_TO.name}")

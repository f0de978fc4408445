"""The case system's HTTP side: a token, a list of cases, a list of tasks, and nothing else."""

from collections.abc import Callable, Sequence
from datetime import date
from http import HTTPStatus
from uuid import UUID

from flask import Flask, Response, abort, jsonify, request
from werkzeug.exceptions import HTTPException

from portal.demo.case_system.archive import Archive
from portal.demo.case_system.misbehaviour import Misbehaviour
from portal.demo.case_system.questions import (
    Paging,
    QuestionRefused,
    read_case_question,
    read_task_question,
)
from portal.demo.case_system.surroundings import Cases, Clock
from portal.demo.case_system.tokens import LIFETIME_SECONDS, SCOPE, Credentials, Tokens
from portal.demo.case_system.wire import JsonObject, spell_case, spell_tasks
from portal.demo.town.lives import Town
from portal.demo.town.records import TownCase

TOKEN_PATH = "/realms/NovaIntegration/protocol/openid-connect/token"  # noqa: S105 -- an address
CASE_PATH = "/api/Case/GetList"
TASK_PATH = "/api/Task/GetList"
CASE_VERSION = "2.0-Case"
TASK_VERSION = "1.0-Task"
_SCHEME = "Bearer"
_MOST_BODY_BYTES = 1_000_000


class _Register:
    """The town's cases on its present date, looked up once a day and again when the archive opens."""

    def __init__(self, town: Cases, clock: Clock, archive: Archive) -> None:
        self._town = town
        self._clock = clock
        self._archive = archive
        self._day: _Day | None = None

    def cases(self) -> Sequence[TownCase]:
        return self._today()[1]

    def find(self, uuid: UUID) -> TownCase | None:
        return self._today()[2].get(uuid)

    def note_read_to_the_end(self) -> None:
        """Open the archive to whoever begins to read again."""
        self._archive.open()

    def _today(self) -> "_Day":
        asked, day = (self._clock.today(), self._archive.is_open), self._day
        if day is None or day[0] != asked:
            cases = [*self._town.cases_on(asked[0]), *self._archive.cases_on(asked[0])]
            day = self._day = (asked, cases, {case.uuid: case for case in cases})
        return day


_Day = tuple[tuple[date, bool], Sequence[TownCase], dict[UUID, TownCase]]
"""A date and whether the archive is open then, with the cases there are and the same by uuid."""


def create_case_system(
    town: Cases,
    credentials: Credentials,
    clock: Clock,
    misbehaviour: Misbehaviour | None = None,
    archive: Archive | None = None,
) -> Flask:
    """Make the case system of a town, a WSGI application that answers reads alone.

    Only tests give a `misbehaviour`. Without an `archive` nothing was finished before.
    """
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = _MOST_BODY_BYTES
    tokens = Tokens()
    register = _Register(town, clock, archive or Archive(lambda: Town(())))
    manners = misbehaviour or Misbehaviour()

    def require_token() -> None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != _SCHEME.lower() or not tokens.accept(token, clock.real()):
            abort(401)

    def issue_token() -> Response:
        return _issue_token(credentials, tokens, clock)

    def list_cases() -> Response:
        require_token()
        _require_version(CASE_VERSION)
        return _list_cases(register, manners)

    def list_tasks() -> Response:
        require_token()
        _require_version(TASK_VERSION)
        return _list_tasks(register)

    app.post(TOKEN_PATH)(issue_token)
    _put(app, CASE_PATH, list_cases)
    _put(app, TASK_PATH, list_tasks)
    app.register_error_handler(QuestionRefused, _explain_refusal)
    app.register_error_handler(HTTPException, _explain_error)
    return app


def _put(app: Flask, path: str, view: Callable[[], Response]) -> None:
    app.add_url_rule(path, view_func=view, methods=["PUT"], provide_automatic_options=False)


def _issue_token(credentials: Credentials, tokens: Tokens, clock: Clock) -> Response:
    form = request.form
    given = request.authorization
    client_id, client_secret = form.get("client_id", ""), form.get("client_secret", "")
    if given is not None and given.type == "basic":
        client_id, client_secret = given.username or "", given.password or ""
    if form.get("grant_type") != "client_credentials":
        return _refuse_token("unsupported_grant_type", 400)
    if not credentials.match(client_id, client_secret):
        return _refuse_token("invalid_client", 401)
    if form.get("scope") != SCOPE:
        return _refuse_token("invalid_scope", 400)
    token = tokens.issue(clock.real())
    answer = jsonify(access_token=token, expires_in=LIFETIME_SECONDS, token_type=_SCHEME, scope=SCOPE)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _refuse_token(error: str, status: int) -> Response:
    answer = jsonify(error=error)
    answer.status_code = status
    return answer


def _list_cases(register: _Register, manners: Misbehaviour) -> Response:
    question = read_case_question(request.get_json(force=True))
    page = question.paging.page
    manners.before_page(page)
    if manners.fails(page):
        abort(manners.failing_status)
    if page == manners.talking_page:
        return Response("<html><title>Driftsmeddelelse</title></html>", mimetype="text/html")
    found = [case for case in manners.disturb(register.cases(), page) if question.matches(case)]
    paging = question.paging
    rows = found[manners.first_row(paging.start) : paging.start + paging.rows] if paging.rows else []
    if question.asks_for_all and paging.start + paging.rows >= len(found):
        register.note_read_to_the_end()
    return jsonify(
        pagingInformation=_tell_paging(paging, len(rows), len(found), manners.total(len(found))),
        cases=[spell_case(case, question.output) for case in rows],
    )


def _list_tasks(register: _Register) -> Response:
    question = read_task_question(request.get_json(force=True))
    case = register.find(question.case_uuid)
    found = case.tasks if case else ()
    paging = question.paging
    rows = found[paging.start : paging.start + paging.rows]
    told: JsonObject = {"pagingInformation": _tell_paging(paging, len(rows), len(found), len(found))}
    if rows:
        told["taskList"] = spell_tasks(rows)
    return jsonify(told)


def _tell_paging(paging: Paging, rows: int, found: int, total: int) -> JsonObject:
    told: JsonObject = {"numberOfRows": rows, "hasMoreRows": 0 < paging.rows < found - paging.start}
    if paging.with_total:
        told["totalNumberOfRows"] = total
    return told


def _require_version(version: str) -> None:
    if request.args.get("api-version") != version:
        message = f"The address needs ?api-version={version}."
        raise QuestionRefused(message)


def _explain_refusal(refusal: QuestionRefused) -> Response:
    answer = jsonify(message=str(refusal))
    answer.status_code = 400
    return answer


def _explain_error(error: HTTPException) -> Response:
    answer = jsonify(message=error.name)
    answer.status_code = error.code or 500
    if error.code == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = _SCHEME
    return answer

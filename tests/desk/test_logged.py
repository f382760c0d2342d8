"""A request is told to the log without what was asked, and without a name."""

import logging

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from desk.logged import Logged


def answer(request):
    return PlainTextResponse('好')


def test_a_request_is_told_without_names(caplog):
    app = Logged(Starlette(routes=[Route('/{path:path}', answer)]))
    client = TestClient(app)
    with caplog.at_level(logging.INFO, 'shoufa'):
        client.get('/due/12?who=示例甲')
        client.get('/outgoing/paper/示例.docx')
        client.get('/static/desk.js')
    assert [line.rsplit(' ', 1)[0] for line in caplog.messages] == [
        'testclient GET /due/12 200',
        'testclient GET /outgoing/paper/* 200',
    ]

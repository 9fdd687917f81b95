"""A story of an operation says what its row says, and nothing else."""

import re

import pytest

from stages.build.build import build
from stages.build.words import words
from stages.core.formats.api_table import parse as table
from stages.core.formats.story import parse
from tests.build.made import assets, params

HEAD = """openapi: 3.1.0
info: {{title: Gym, version: "1"}}
tags: [{{name: {tag}}}]
paths:
"""
DEPOSIT = """  /lockers/{number}/deposits:
    post:
      tags: [lockers]
      summary: Leave a parcel
      parameters: [{name: number, in: path, required: true, schema: {type: string}}]
      requestBody:
        content:
          application/json:
            schema: {type: object, required: [grams], properties: {grams: {type: integer}, note: {}}}
      responses:
        "201":
          description: ok
          content: {application/json: {schema: {type: object, properties: {code: {type: string}}}}}
        "409": {description: taken}
"""
LIST = """  /lockers:
    get:
      tags: [储物柜]
      summary: 空闲的柜子
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema:
                type: array
                items: {type: object, properties: {number: {type: string}, size: {type: integer}}}
        "503":
          description: down
          content: {application/json: {schema: {type: object, properties: {reason: {type: string}}}}}
"""
REFUSED = DEPOSIT.replace("required: [grams], ", "").replace(
    '"409": {description: taken}', "default: {description: no}"
)
NO_FAILURE = DEPOSIT.replace('        "409": {description: taken}\n', "")
EMPTYING = DEPOSIT.replace(
    """        "201":
          description: ok
          content: {application/json: {schema: {type: object, properties: {code: {type: string}}}}}
""",
    '        "204": {description: done}\n',
)
IN_ENGLISH = """User story: Leave a parcel
As a client of the API of lockers
I want to call "Leave a parcel"
So that I get code

AC 1: Success
Given I know number
When I send POST /lockers/{number}/deposits
And the body holds grams
And the body may hold note
Then I get 201
And the answer holds code

AC 2: Failure 409
Given the request of AC 1
When it fails
Then I get 409"""
IN_CHINESE = """用户故事：空闲的柜子
作为“储物柜”接口的调用方
我想调用“空闲的柜子”
以便于得到 列表 (number, size)

AC 1：成功
假设 接口可以访问
当 发送 GET /lockers
那么 得到 200
并且 返回体含 列表 (number, size)

AC 2：失败 503
假设 与 AC 1 相同的请求
当 请求失败
那么 得到 503
并且 返回体含 reason"""


@pytest.mark.parametrize(
    ("tag", "paths", "expected"),
    [
        ("lockers", DEPOSIT, IN_ENGLISH),
        (
            "lockers",
            EMPTYING,
            IN_ENGLISH.replace("I get code", '"Leave a parcel" is done').replace(
                "I get 201\nAnd the answer holds code", "I get 204"
            ),
        ),
        (
            "lockers",
            REFUSED,
            IN_ENGLISH.replace(
                "And the body holds grams\nAnd the body may hold note", "And the body may hold grams, note"
            )
            .replace("Failure 409", "Any other failure")
            .replace("I get 409", "I get another status"),
        ),
        ("储物柜", LIST, IN_CHINESE),
    ],
)
def test_a_story_of_an_operation(tag: str, paths: str, expected: str) -> None:
    found = build(assets({"api/gym.yaml": HEAD.format(tag=tag) + paths}), params("user_story_from_api"))
    (sample,) = found.candidates
    assert sample.output == expected
    told, given = parse(sample.output), f"{sample.instruction} {sample.input}"
    assert told is not None
    ends = [number for one in told.criteria for number in re.findall(r"\d{3}", one.then[0])]
    assert ends == re.findall(r"\b[1-5]\d\d\b", given)
    names = {
        word for one in re.findall(r"(?:holds?|含|know|已知) (.*)", sample.output) for word in words(one)
    }
    assert names - {"list", "of", "列表"} <= set(words(given))
    assert table(sample.input) is not None


def test_an_operation_that_cannot_fail_has_no_story() -> None:
    found = build(
        assets({"api/gym.yaml": HEAD.format(tag="lockers") + NO_FAILURE}), params("user_story_from_api")
    )
    assert [drop.rule for drop in found.drops if drop.recipe == "user_story_from_api"] == ["single-outcome"]

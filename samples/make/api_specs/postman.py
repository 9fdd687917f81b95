"""Postman collections, as people export them: folders, example bodies, and a token left in a header."""

import base64
import hashlib
import json
from typing import Any, NamedTuple

Node = dict[str, Any]


class Call(NamedTuple):
    """A request of a folder, with an example of its body and of an answer."""

    name: str
    method: str
    path: str
    body: Any
    status: int
    answer: Any


class Collection(NamedTuple):
    """A collection; `subject` is whom the forgotten token was issued to."""

    name: str
    about: str
    host: str
    subject: str
    left_in: str
    """Name of the call whose Authorization header holds a token."""
    folders: dict[tuple[str, str], list[Call]]


COLLECTIONS = {
    "settlement.postman_collection.json": Collection(
        "结算与对账",
        "财务组联调用。先在环境里配置 baseUrl。",
        "https://settlement.corp.lanhai.internal",
        "svc-settlement",
        "登记渠道账单",
        {
            ("渠道账单", "导入并核对支付渠道的日账单"): [
                Call(
                    "登记渠道账单",
                    "POST",
                    "/channel-bills",
                    {"channel": "WECHAT", "day": "2024-06-18", "lines": 3812},
                    201,
                    {"billNo": "CB-0618", "state": "LOADED"},
                ),
                Call(
                    "账单差异",
                    "GET",
                    "/channel-bills/:billNo/differences",
                    None,
                    200,
                    [{"orderNo": "SO-77120", "ours": 58.0, "theirs": 53.0}],
                ),
                Call(
                    "处理一条差异",
                    "PUT",
                    "/differences/:differenceId/handling",
                    {"way": "WRITE_OFF", "words": "渠道手续费"},
                    200,
                    {"state": "HANDLED"},
                ),
            ],
            ("结算单", "商家与平台的周期结算"): [
                Call(
                    "生成结算单",
                    "POST",
                    "/settlements",
                    {"merchantNo": "M-1049", "from": "2024-06-01", "to": "2024-06-15"},
                    202,
                    {"settlementNo": "ST-2031", "state": "QUEUED"},
                ),
                Call(
                    "结算单详情",
                    "GET",
                    "/settlements/:settlementNo",
                    None,
                    200,
                    {
                        "settlementNo": "ST-2031",
                        "payable": 18230.55,
                        "lines": [
                            {"kind": "SALES", "amount": 19002.1},
                            {"kind": "COMMISSION", "amount": -771.55},
                        ],
                    },
                ),
                Call(
                    "商家确认",
                    "PUT",
                    "/settlements/:settlementNo/confirmation",
                    {"agreed": True},
                    200,
                    {"state": "CONFIRMED"},
                ),
                Call(
                    "商家提出异议",
                    "POST",
                    "/settlements/:settlementNo/objections",
                    {"line": 2, "words": "佣金比例应为 3%"},
                    201,
                    {"objectionNo": "OB-11"},
                ),
            ],
            ("付款批次", "合并付款与银行回盘"): [
                Call(
                    "组批",
                    "POST",
                    "/payout-batches",
                    {"settlementNos": ["ST-2031", "ST-2032"], "bank": "ICBC"},
                    201,
                    {"batchNo": "PB-90", "total": 40110.2},
                ),
                Call(
                    "复核批次",
                    "PUT",
                    "/payout-batches/:batchNo/review",
                    {"passed": True},
                    200,
                    {"state": "REVIEWED"},
                ),
                Call(
                    "登记银行回盘",
                    "POST",
                    "/payout-batches/:batchNo/bank-results",
                    {"failed": [{"settlementNo": "ST-2032", "cause": "账户名不符"}]},
                    200,
                    {"paid": 1, "failed": 1},
                ),
            ],
            ("佣金规则", "按品类与商家的佣金比例"): [
                Call(
                    "规则列表",
                    "GET",
                    "/commission-rules?category=fresh",
                    None,
                    200,
                    [{"ruleId": 7, "category": "fresh", "percent": 4.5}],
                ),
                Call(
                    "新增规则",
                    "POST",
                    "/commission-rules",
                    {"category": "books", "percent": 6.0, "since": "2024-07-01"},
                    201,
                    {"ruleId": 19},
                ),
                Call("停用规则", "DELETE", "/commission-rules/:ruleId", None, 204, None),
            ],
            ("保证金", "商家保证金的缴纳与扣减"): [
                Call(
                    "保证金余额",
                    "GET",
                    "/merchants/:merchantNo/deposit",
                    None,
                    200,
                    {"required": 20000, "balance": 17500.0},
                ),
                Call(
                    "扣减保证金",
                    "POST",
                    "/merchants/:merchantNo/deposit/deductions",
                    {"amount": 300, "reason": "虚假发货"},
                    201,
                    {"balance": 17200.0},
                ),
                Call(
                    "通知补缴",
                    "POST",
                    "/merchants/:merchantNo/deposit/reminders",
                    {"within": 7},
                    202,
                    {"due": "2024-07-02"},
                ),
            ],
            ("税务", "代扣代缴与凭证"): [
                Call(
                    "月度应税额",
                    "GET",
                    "/tax-periods/:month/summary",
                    None,
                    200,
                    {"taxable": 380021.0, "withheld": 11400.63},
                ),
                Call(
                    "申报",
                    "POST",
                    "/tax-periods/:month/declarations",
                    {"checkedBy": "会计二组"},
                    202,
                    {"declarationNo": "TD-06"},
                ),
                Call(
                    "下载凭证",
                    "GET",
                    "/declarations/:declarationNo/voucher",
                    None,
                    200,
                    {"url": "/vouchers/TD-06.pdf", "pages": 2},
                ),
            ],
        },
    ),
    "loyalty-partners.postman_collection.json": Collection(
        "Loyalty partners",
        "Calls that airlines and hotels make to earn and burn points.",
        "https://partners.corp.lanhai.internal/v2",
        "partner-sandbox",
        "Link an account",
        {
            ("accounts", "Link a partner account with a member"): [
                Call(
                    "Link an account",
                    "POST",
                    "/links",
                    {"partner": "skyline", "partnerAccount": "SK-55012", "consent": True},
                    201,
                    {"linkId": "ln-81", "state": "PENDING"},
                ),
                Call(
                    "Confirm by code",
                    "PUT",
                    "/links/:linkId/confirmation",
                    {"code": "4711"},
                    200,
                    {"state": "ACTIVE"},
                ),
                Call("Unlink", "DELETE", "/links/:linkId", None, 204, None),
                Call(
                    "Links of a partner",
                    "GET",
                    "/links?partner=skyline&state=ACTIVE",
                    None,
                    200,
                    {"links": [{"linkId": "ln-81", "since": "2024-02-11"}], "total": 1},
                ),
            ],
            ("earning", "Points for flights and nights"): [
                Call(
                    "Report a stay",
                    "POST",
                    "/stays",
                    {"linkId": "ln-81", "nights": 3, "amount": 412.5, "currency": "EUR"},
                    201,
                    {"points": 825, "postedOn": "2024-03-01"},
                ),
                Call(
                    "Report a flight",
                    "POST",
                    "/flights",
                    {"linkId": "ln-81", "from": "HGH", "to": "SIN", "cabin": "Y"},
                    201,
                    {"points": 1330},
                ),
                Call(
                    "Correct a report",
                    "PUT",
                    "/reports/:reportId/correction",
                    {"nights": 2, "reason": "left early"},
                    200,
                    {"points": 550},
                ),
            ],
            ("burning", "Pay with points"): [
                Call(
                    "Hold points",
                    "POST",
                    "/holds",
                    {"linkId": "ln-81", "points": 5000},
                    201,
                    {"holdId": "hd-9", "until": "2024-03-01T12:30:00Z"},
                ),
                Call(
                    "Capture a hold",
                    "POST",
                    "/holds/:holdId/captures",
                    {"points": 4800},
                    200,
                    {"balance": 120},
                ),
                Call("Release a hold", "DELETE", "/holds/:holdId", None, 204, None),
            ],
            ("rates", "Exchange rates between points and money"): [
                Call(
                    "Rate of today",
                    "GET",
                    "/rates/:partner",
                    None,
                    200,
                    {"pointsPerUnit": 120, "minimum": 500},
                ),
                Call(
                    "Announce a rate",
                    "POST",
                    "/rates/:partner/announcements",
                    {"pointsPerUnit": 110, "from": "2024-05-01"},
                    202,
                    {"announcementId": "an-3"},
                ),
            ],
            ("reconciliation", "Daily files of both sides"): [
                Call(
                    "Our file of a day",
                    "GET",
                    "/reconciliation/:day",
                    None,
                    200,
                    {"rows": 921, "points": 604210, "url": "/files/2024-03-01.csv"},
                ),
                Call(
                    "Send their file",
                    "POST",
                    "/reconciliation/:day/partner-files",
                    {"rows": 920, "digest": "c0ffee"},
                    202,
                    {"mismatches": 1},
                ),
                Call(
                    "Mismatches",
                    "GET",
                    "/reconciliation/:day/mismatches",
                    None,
                    200,
                    [{"reportId": "rp-5", "ours": 825, "theirs": None}],
                ),
                Call(
                    "Agree on a mismatch",
                    "PUT",
                    "/mismatches/:mismatchId/agreement",
                    {"points": 825},
                    200,
                    {"settled": True},
                ),
            ],
            ("campaigns", "Double points and the like"): [
                Call(
                    "Propose a campaign",
                    "POST",
                    "/campaigns",
                    {"title": "Spring nights", "factor": 2.0, "days": 14},
                    201,
                    {"campaignId": "cp-2", "state": "PROPOSED"},
                ),
                Call(
                    "Vote on a campaign",
                    "POST",
                    "/campaigns/:campaignId/votes",
                    {"agree": True, "budgetShare": 0.4},
                    200,
                    {"state": "APPROVED"},
                ),
                Call(
                    "Uptake",
                    "GET",
                    "/campaigns/:campaignId/uptake",
                    None,
                    200,
                    {"members": 3120, "points": 1804000},
                ),
            ],
        },
    ),
}


def collection(one: Collection) -> str:
    """Return the collection in the format 2.1 of Postman."""
    schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
    node = {
        "info": {"name": one.name, "description": one.about, "schema": schema},
        "item": [
            {"name": name, "description": about, "item": [_item(one, call) for call in calls]}
            for (name, about), calls in one.folders.items()
        ],
        "variable": [{"key": "baseUrl", "value": one.host}],
    }
    return json.dumps(node, ensure_ascii=False, indent="\t") + "\n"


def token(subject: str) -> str:
    """Return a token of the usual form that nobody ever issued."""
    parts = ({"alg": "HS256", "typ": "JWT"}, {"sub": subject, "iss": "sso", "exp": 1735689600})
    shown = [_base64(json.dumps(part, separators=(",", ":")).encode()) for part in parts]
    return ".".join([*shown, _base64(hashlib.sha256(f"fictional {subject}".encode()).digest())])


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _item(one: Collection, call: Call) -> Node:
    credential = token(one.subject) if call.name == one.left_in else "{{bearer}}"
    request: Node = {
        "method": call.method,
        "header": [{"key": "Authorization", "value": f"Bearer {credential}"}],
        "url": _url(call.path),
    }
    if call.body is not None:
        raw = json.dumps(call.body, ensure_ascii=False, indent=2)
        request["body"] = {"mode": "raw", "raw": raw, "options": {"raw": {"language": "json"}}}
    answer = "" if call.answer is None else json.dumps(call.answer, ensure_ascii=False)
    response = {
        "name": str(call.status),
        "code": call.status,
        "_postman_previewlanguage": "json",
        "body": answer,
    }
    return {"name": call.name, "request": request, "response": [response]}


def _url(path: str) -> Node:
    bare, _, query = path.partition("?")
    url: Node = {"raw": f"{{{{baseUrl}}}}{path}", "host": ["{{baseUrl}}"], "path": bare.strip("/").split("/")}
    if query:
        pairs = (pair.split("=") for pair in query.split("&"))
        url["query"] = [{"key": key, "value": value} for key, value in pairs]
    variables = [part[1:] for part in url["path"] if part.startswith(":")]
    return url | ({"variable": [{"key": name, "value": ""} for name in variables]} if variables else {})

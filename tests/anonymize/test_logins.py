"""Logins at messengers and sites, each with near misses. All of them are fictional."""

import pytest

from stages.anonymize.logins import is_chosen, is_login
from stages.anonymize.rules import login
from tests.anonymize.cases import check


@pytest.mark.parametrize(
    "text",
    [
        "我加你微信了 ⟦gf_crane1987⟧，通过一下；微信加这个 ⟦hlc-2026new⟧，旧号停了",
        "接口人仉阳（企业微信 ⟦ZhangYang-Logistics⟧），企业微信 ⟦JiShuXian⟧。",
        "| console | 佟展 | 飞书 ⟦tongzhan.fe⟧ |",
        "加杨光微信 <code>⟦yg-gaoyu-2021⟧</code>，手机 13776235908，微信 ⟦shujianye_ks⟧。",
        "加我微信 ⟦zongtao-ht⟧ 或者 QQ，他微信是 ⟦gupan_hz⟧，钉钉 ⟦mike_sre007⟧）",
        "12 月 5 日微信（账号 ⟦qixiaohu-haiman⟧）中确认；微信/WeChat ⟦allison_chu_nj⟧",
        "微    信：⟦TantaiMH94⟧               QQ：10",
        "（微信 prepay_id）、微信 access_token，钉钉 open-api，飞书 webhook_url；企业微信 JSSDK",
        "微信 example_badofe，[文档](oauth/wechatEnterprise.md)，微信 login",
        'mobile: "13810472956"\ndingtalk: ⟦guanling_sre⟧\ngithub: ⟦zaifuming⟧',
        "phone: '13237148065', birthday: '1998/09/03', wechat: '⟦murongx⟧', city: '宜昌'",
        "dingtalk: guanling_sre\nwechat: WechatConfig",
        "email: ann.lee@shop.cn\nwechat: wechat_login\nfeishu: true",
        "im: { type: 'wechat', id: '⟦zhanbo2024⟧' }, im: { type: 'qq', id: '⟦918273046⟧' }",
        "{ type: 'wechat', id: 'wechat-pay-v3' }, { type: 'qq', id: '900012345' }",
        "ann.lee@gmail.com GitHub ：⟦tantai-mh⟧   掘金：⟦mh_tantai_dev⟧",
        "Oleksandr Hrytsenko（Telegram @⟦hrytsenko_o⟧）；GitHub @⟦siobhanfitz⟧; Slack @⟦rsooriya⟧ (+1",
        "Ottoline Farquharson (GitHub: ⟦ottofarq⟧). Ping me on Telegram: ⟦bronwen_osull⟧.",
        "Skype ⟦live:marit.solb⟧",
        "GitHub: https://github.com/a/b, GitHub: Issues, GitHub @actions/checkout, Slack @here",
        "<mak-github@greenhills.co.uk>, <github@enrico.minack.dev>, 项目 GitHub：spring-shop-demo",
    ],
)
def test_a_login_is_alone_with_its_word_or_near_a_contact(text: str) -> None:
    check(login.find, text)


def test_a_login_is_no_name_of_programs() -> None:
    assert is_login("ottofarq")
    assert not is_login("access_token")
    assert not is_login("example_badofe")
    assert is_chosen("ZhangYang")
    assert not is_chosen("murongx")

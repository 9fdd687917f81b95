"""The Chinese manual of the demo desk: how each thing is looked after, in the words of different clerks."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

_STATUS = """
ACTIVE 正常 ANNOUNCED 已公布 APPRENTICE 学徒 BACK 已归还 BLOCKED 停用 BOOKED 已约 BROKEN 故障 BURIED 被埋 BURST 已爆裂
CALLED_OFF 已取消 CHARGING 充电中 CHECKED 已核对 CLOSED 关闭 DONE 完成 DRAFT 草稿 DRIFTING 漂移 DROPPED 停课 EMPTY 空闲
ENROLLED 在读 FALLEN 倒伏 FALLOW 休耕 FETCHED 已取走 FINISHED 完工 FOUND 已回收 FREE 空闲 FRESH 新堆 FROZEN 结冰 FULL 满员
GRADUATED 已毕业 HANDED_OUT 已分发 HELD 已举行 HOT 高温 IN_GARAGE 检修中 IN_HAND 处理中 IN_REPAIR 修复中 IN_STACK 在库
IN_USE 使用中 IN_WORKSHOP 在修 JAMMED 卡住 LAPSED 失效 LEASED 已出租 LEFT 已退出 LENT 已借出 LIFTED 已解除 LISTED 在册
LOST 丢失 MARKED 已评分 MASTER 师傅 MISSING 未归还 NEW 新人 NOTED 已登记 ONLINE 在线 ON_LEAVE 休学 ON_ROAD 行驶中
ON_SHELF 在架 ON_TOUR 巡展 OPEN 开放 OUT 已借走 OVERDUE 逾期 PAID 已缴 PARKED 停放 PAUSED 暂停 PICKED 已采收 PICKED_UP 已取车
PLANNED 计划中 PLANTED 已定植 PREPARED 待放飞 QUOTED 已报价 RAW 原始 READY 待取 REJECTED 已剔除 REMOVED 已拆除 RETIRED 退役
RETURNED 已归还 RIDEABLE 可骑 RIDING 骑行中 RIPE 腐熟 RISING 上升中 RUNNING 进行中 SCARCE 紧缺 SCRAPPED 报废 SEALED 已封盖
SENT 已发布 SERVING 供应中 SET 已出题 SHOWN 展出 SILENT 静默 SKILLED 熟手 SOLD_OUT 售完 SOWN 已播种 SPREAD 已撒施
SPROUTED 已出苗 STANDING 竖立 STORED 入藏 TAKEN 占用 TRUSTED 可信 VACANT 空置 WAITING 排队 WAIVED 已免除 WEIGHED 已称重
WITHDRAWN 已下架 WRITTEN 已考完
"""
_VERB = """
announce 公布 begin 开始 block 停用 bringBack 归还 bringIn 送修 burst 爆裂 bury 掩埋 callOff 取消 charge 充电 check 核对 close 关闭
comeBack 返回 deposit 存入 digOut 挖出 drift 标记漂移 drive 发车 drop 停课 expire 置为逾期 fall 倒伏 fallSilent 置为静默 fetch 取书
fill 满员 finish 完成 freeze 结冰 giveBack 归还 graduate 毕业 handOut 发放 handOver 交车 heat 升温 hold 举行 jam 报卡柜 lapse 失效
launch 放飞 lease 出租 leave 离开 lend 借出 lift 解除 loseTrack 报失 mark 评分 master 出师 miss 报未还 occupy 占用 open 打开
park 停车 pause 暂停 plant 定植 qualify 转正 recover 恢复 reject 剔除 release 放行 remove 拆除 repair 送去修复 report 报修
rest 休耕 resume 继续 retire 退役 ripen 腐熟 runShort 标记紧缺 scrap 报废 seal 封盖 sellOut 售完 send 发布 sendOnTour 送去巡展
serve 开始供应 service 检修 setOut 出发 settle 缴清 shelve 上架 show 展出 spread 撒施 sprout 出苗 start 开工 store 收回库房
takeLeave 休学 trust 转为可信 unblock 恢复 vacate 退租 waive 免除 weigh 称重 withdraw 下架 write 开考 zero 校零
"""


def _words(text: str) -> dict[str, str]:
    parts = text.split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


STATUS = _words(_STATUS)
VERB = _words(_VERB)


class FieldLike(Protocol):
    """Name in Chinese of a column."""

    zh: str


class MoveLike(Protocol):
    """A change of status."""

    verb: str
    source: str
    target: str


class Entry(NamedTuple):
    """What the manual needs to know of a thing."""

    order: int
    zh: str
    fields: Sequence[FieldLike]
    statuses: Sequence[str]
    moves: Sequence[MoveLike]


ROLES = ("值班员", "新来的志愿者", "负责台账的同事", "窗口的工作人员", "管理员", "周末值守的人", "部门负责人")
REASONS = ("不用再翻纸质登记本", "交接班时一目了然", "月底统计不出差错", "别人查到的总是最新情况", "出了问题能找到是哪一步", "少打一个电话")
NUMBERS = (2, 3, 5, 8, 12, 20, 30)


def manual(title: str, entries: Sequence[Entry]) -> str:
    """Return the page of an area."""
    return f"# {title} 操作手册\n\n" + "\n".join(_chapter(entry) for entry in entries)


def _chapter(entry: Entry) -> str:
    return f"## {entry.zh}\n\n{_about(entry)}\n\n{_story(entry)}\n{_notes(entry)}\n"


def _about(entry: Entry) -> str:
    names = [field.zh for field in entry.fields]
    states = [STATUS[status] for status in entry.statuses]
    texts = (
        f"登记{entry.zh}时要填写{'、'.join(names)}。刚登记的{entry.zh}处于“{states[0]}”状态，之后可能是{'、'.join(states[1:])}。",
        f"每条{entry.zh}记录包括{'、'.join(names)}共 {len(names)} 项。状态有 {len(states)} 种：{'、'.join(states)}，起点是“{states[0]}”。",
        f"{entry.zh}以{names[0]}为准，同一个{names[0]}只登记一次；另外记录{'和'.join(names[1:])}。状态从“{states[0]}”开始，到“{states[-1]}”为止。",
    )
    return texts[entry.order % 3]


def _story(entry: Entry) -> str:
    move, at = entry.moves[entry.order % len(entry.moves)], entry.order
    verb, source, target = VERB[move.verb], STATUS[move.source], STATUS[move.target]
    heads = (
        f"### 用户故事：{verb}{entry.zh}\n作为一名{ROLES[at % 7]}\n我想{verb}一条{entry.zh}记录\n以便于{REASONS[at % 6]}\n",
        f"### 用户故事：在手机上{verb}{entry.zh}\n作为{ROLES[at % 7]}\n我想用手机完成{entry.zh}的{verb}\n以便于{REASONS[at % 6]}\n",
        f"### 用户故事：批量{verb}{entry.zh}\n作为一位{ROLES[at % 7]}\n我想一次{verb}多条{entry.zh}\n以便于{REASONS[at % 6]}\n",
    )
    then = ("那么", "于是")[at % 2]
    batch = at % 3 == 2
    many = NUMBERS[at % 7] + 1
    first = (
        f"AC 1：全部成功\n假设 选中了 {many} 条{entry.zh}，都处于“{source}”\n当 我点“{verb}”并确认\n{then} {many} 条都变为“{target}”\n"
        if batch
        else f"AC 1：正常{verb}\n假设 一条{entry.zh}处于“{source}”\n当 我点“{verb}”\n{then} 状态变为“{target}”，并记下操作人和时间\n"
    )
    second = (
        f"AC 2：部分不符合\n假设 {many} 条中有 1 条已经是“{target}”\n当 我点“{verb}”\n{then} 其余 {many - 1} 条成功，那 1 条单独列出原因\n"
        if batch
        else f"AC 2：状态不对\n假设 这条{entry.zh}已经是“{target}”\n当 我再次点“{verb}”\n{then} 提示“当前状态为{target}”，记录不变\n"
    )
    third = (
        f"AC 3：查不到\n假设 输入的{entry.fields[0].zh}不存在\n当 我提交\n{then} 提示“没有找到{entry.zh}”，不产生任何记录\n",
        f"AC 3：没有权限\n假设 我只有查询权限\n当 我打开{entry.zh}详情\n{then} 看不到“{verb}”按钮\n",
        "AC 3：网络中断\n假设 提交时网络断开\n当 网络恢复后我重试\n" + f"{then} 只{verb}一次，不会重复\n",
    )[(at // 2) % 3]
    return "\n".join((heads[at % 3], first, second, third))


def _notes(entry: Entry) -> str:
    number = NUMBERS[(entry.order * 3) % 7]
    last = entry.fields[-1].zh
    path = " → ".join(dict.fromkeys([STATUS[entry.statuses[0]], *(STATUS[move.target] for move in entry.moves)]))
    texts = (
        f"注意：{last}填错时，{number} 天内可以更正，超过后只能作废重登。常见顺序是 {path}。",
        f"每月最后一个工作日清点{entry.zh}，差异超过 {number} 条要写明原因。查询默认按{entry.fields[0].zh}排序，每页 {number * 5} 条。",
        f"如果{entry.zh}连续 {number} 天没有变化，首页会出现提醒。一般经过 {path}，中间不能跳过。",
        f"导出的表格包含{entry.fields[0].zh}和{last}，不包含操作人的姓名。保存期限为 {number} 年。",
    )
    return texts[(entry.order // 3) % 4]

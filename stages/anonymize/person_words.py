"""Words that announce a name: what people are called in labels, keys and tables, titles, what they do."""

HAN = r"[\u4e00-\u9fff]"
PERSON = (
    r"(?:(?:真实|客户|用户|员工|学生|老师|患者|乘客|司机|会员|成员|法人|中文)?姓[ 　]{0,6}名|(?:紧急)?联系人"
    r"|收货人|收件人|寄件人|发货人|(?:项目|主要|安全)?负责人|法人(?:代表)?|法定代表人|授权代表|申请人|经办人|审批人|审核人|持卡人|开户人"
    r"|户名|投保人|被保险人|受益人|报案人|经理人|当事人|操作人|创建人|修改人|提交人|录入人|维护人|接口人|患者|乘客"
    r"|学生|班主任|司机|客户经理|业务员|采购员|买家|卖家|业主|房东)"
)
"""Labels of names, also in a sentence."""
ROLE = (
    rf"(?:{HAN}(?<![器个每他行老成女男新多某主别])人员?|{HAN}(?<![人职雇])员|^人员|人名|开户名|姓\s名"
    r"|(?:工程|医|药|律|教|老|导|讲|设计|架构|分析|会计|摄影|理发|厨)师|师傅|教练|教授|医生|护士|民警|辅警|翻译|老板|前台|保洁|护工|后端|前端|文秘|法务|行政|采购|运营|原告|被告|同志|学生|考生|同学|同事"
    r"|(?:校|院|部|处|科|组|班|队|店|厂|村|会|团|社|家|行|局|所|站|镇|县|市|区|董事|理事|秘书)长|主任|经理|总监|主管|领导|总裁|董事"
    r"|监事|股东|秘书|助理|顾问|会计|出纳|客服|司机|司仪|骑手|选手|助手|(?:车|业|户|房|货|雇|机|店|事|失|物|船|卡|宠)主"
    r"|(?:作|译|编|患|记|使用|参与|参赛|志愿|申请|持有|推荐|管理|开发|维护|消费|体验)者|家属|配偶|爱人|父亲|母亲|丈夫|妻子|儿子|女儿"
    r"|老公|老婆|[表堂]?(?:哥哥|弟弟|姐姐|妹妹)|[表堂][哥弟姐妹]|之[子女]|实习生|留学生|新人|外包|风控|审计|导师|[贵我]方"
    rf"|{HAN}(?<![全局内外大一各细干分])部(?![分门署件位长])|[\u4e00-\u9fff]{{2}}(?<![小分词数每一两多])组(?![织合件成建装长])"
    r"|[\u4e00-\u9fff](?<![各到此用好出远别何随四一之该某])[处室科](?![理长学内外])"
    r"|(?:用|客|住|租|农|商)户|(?:访|旅|游|顾|住|租|房|乘|贵)客|会员|买[家方]|卖[家方]|[甲乙丙]方|法代"
    r"|[主副]?值班|审核|复核|审批|审定|校对|制单|经办|记账|制表|批准|编写|起草|拟稿|签发|签收|签字|签名|抄送|主持|参会|出席"
    r"|列席|[出列][ 　]{1,6}席|书记|监督|财务|課[長員]|經理|業務|財務|坐席|队友|见证人|徒弟|对接|维护|核对"
    r"|记录|员工|主讲|主播|导演|[收寄发]件?|姓名|名字|本人)"
)
"""What a person is in a label; the value must look like a name."""
ROLES = (
    r"real|full|true|cn|chinese|user|customer|cust|client|contact|receiver|recipient|consignee|consignor|shipper|sender"
    r"|payee|payer|owner|holder|employee|emp|staff|student|stu|teacher|patient|doctor|member|legal|child|mother|father"
    r"|parent|guardian|person|applicant|buyer|seller|passenger|travell?er|guest|visitor|driver|author|operator|manager"
    r"|leader|creator|account|acct|attendee|participant|approver|reviewer|auditor|checker|drawer|handler"
    r"|assignee|reporter|borrower|lender|insured|insurant|beneficiary|witness|candidate|tenant|landlord|supervisor|director"
    r"|principal|representative|legal_?rep|spouse|husband|wife|courier|engineer|cashier|sales(?:man|person)|developer"
    r"|maintainer|admin|administrator|citizen|resident|householder|referrer|inviter|signer|signatory|shareholder|winner"
    r"|coach|lecturer|nurse|worker|mask|masked"
)
"""Whose name a key says, in front of `name`."""
KEY = (
    rf"(?i:(?:{ROLES})[_-]?n(?:ame|m)|(?:link|contact)(?:[_-]?(?:man|person))?"
    r"|legal[_-]?(?:person|man|rep|representative)|(?:card|account|policy)[_-]?holder|consignee|receiver|recipient|consignor"
    r"|applicant|payee|payer|operator|owner|holder|driver|passenger|travell?er|guest|visitor|approver|reviewer|auditor|checker|drawer"
    r"|cashier|handler|assignee|borrower|lender|insured|insurant|beneficiary|witness|guardian|spouse|courier|buyer|seller"
    r"|maintainer|householder|shareholder|attendee|participant)"
)
"""Keys of names; a mask of a name is one, too."""
FAMILIAR = (
    r"(?i:nick[_-]?name|on[_-]?(?:call|duty)|duty|primary|backup|members?|staff|attendees?|reviewers?|assignees?|users?"
    r"|persons?|people|doctors?|nurses?|teachers?|students?|patients?|employees?|cc|approvers?|accompany"
    r"|leader|manager|director|boss|chief|captain|salesman|agent|author)"
)
"""Keys of names and of other things."""
COMMON_TITLES = (
    "先生|女士|小姐|老师|教授|医生|大夫|律师|法官|警官|师傅|主任|总监|工程师|书记|[校院科处部局队]长"
    "|董事长|总裁|老板|干事|阿姨|叔叔|大[哥姐]"
)
"""Titles behind a name and behind a surname alone."""
TITLES = (
    rf"(?:{COMMON_TITLES}|同学|同志|护士|[组班所站]长|(?:总|副总|产品|项目|客户)?经理|兄(?![弟长妹])"
    r"|爷爷|奶奶|爸爸|妈妈|家长)"
)
DEEDS = (
    r"介绍|提出|提议|表示|认为|反馈|反映|说(?!明)|问(?!题)|答(?!案)|回复|负责|跟进|确认|同意|反对|提交|汇报|建议|补充|处理|修改|修复|新增|增加"
    r"|添加|维护|编写|创建|审核|审批|申请|提供|发起|主持|参加|签字|签收|发来|发现|指出|强调|要求|询问|登录|拿|让"
    r"|贡献|牵头|配合|补了|补上|担任|陪同|协助|导出|导入|上传|下载|裁定|驳回|撤回|主导|推动|接手"
    r"|回来|办理|领取|离职|入职|请假|转岗|借调|调[入往任离到]|升任|晋升|兼任|出差|来电|休(?:[产病年婚]假|假)|喜得|督办|熬夜|手工"
    r"|[写改做画造发打]的|[加改交写打][了过]|改坏|来讲|一个人|背的?锅|住院|当班|写初稿"
    r"|批准|意见|备注|委托|定位|代[报班办]|带[队练]|顶班|值守|到场|在场|已阅|审阅|校对|转交|经手|签的?字"
    r"|系(?!统|列|数)|收(?=[，,。；;）) ]|$)"
    r"|的(?:手机|电话|身份证|账号|银行卡|地址|工号|订单|邮箱|车牌|护照|微信|账户)|账户|账号|名下"
)
"""What stands behind a name in a sentence."""
PARTICLES = "和但于时向由权边云与从都那占"
"""Surnames that are mostly something else within a sentence."""
TOWARDS = "找请由给系谢知询让问叫与和及跟向送示"
"""Last signs of the words that a name follows in a sentence, also a surname with a title."""
AMID = TOWARDS + "被据对经是为交派催帮替将把助访邀约喊按需差"
"""Last signs of the words that a name follows in a sentence."""
STRONGLY = "找请由给系谢知询让问叫跟被经派催帮替"
"""Those behind which hardly anything stands that looks like a name."""
ROLES_END = "户人员者师机客生家方长主理班服管计纳属名托明的"
"""Last signs of the roles that a name follows."""
LEADS = (
    "目前|现在|当前|后来|之后|随后|最后|最终|今天|昨天|明天|今日|昨日|上午|下午|晚上|当时|此前|其中|比如|包括|还有|只有"
    "|如果|因为|虽然|但是|不过|所以|因此|于是|然后|接着|同时|另外|此外|得到|看到|发现|收到|来自|安排|提醒|告诉|配合|任命"
    "|推荐|授权|陪同|祝贺|欢迎|恭喜|知会|同意|麻烦|辛苦|历史|交接|期间|以后|以前|汇入|转入|打给|付给|感谢|多谢|鸣谢"
    "|出自|师从|提名|聘请|曾因|结果|谁有|还是|就是|正是|都是|或者|以及|转给|交给|发给|寄给|留给|多亏|可惜|有劳|拜托|求助|指派"
    "|委派|听说|上周|下周|本周|上月|昨晚|今早|前天|去年|今年|带着|同行|只好"
)
"""Words of two signs that a name follows in a sentence."""
THING = (
    r"(?<![购销买卖付收]方)名称$|标题|商品|产品|品牌|品名|分类|类[别型]|菜[单品]|书名|城市|地区|省份|颜色|部门|公司|学校|课程|项目(?!经理|负责|管理|部|组)|角色|职[位务称]"
    r"|货物|货品|物品|标签|关键[词字]|地点|险种|附件|附言|口号|(?i:title|product|goods|category|brand|color|city|province|dept|(?<!ac)company|school|course"
    r"|role|menu|keyword|labels|tags|item|cargo|drug|slogan|dict)"
)
"""What is called something else than a person."""
SYLLABLE = (
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h|[ln]y)?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|er|a|o|e|i|u|v))"
)
"""A syllable of pinyin in small letters."""

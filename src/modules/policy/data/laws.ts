import { date } from '../../../kernel/date.ts'
import { text } from '../../../kernel/text.ts'
import type { ClauseSeed, DocumentSeed } from '../model.ts'

const clause = (number: string, zh: string, en: string): ClauseSeed => ({
  number,
  gist: text(zh, en),
})

const READ =
  '依公开法律全文核对,要点为本系统转述;上线前请与国家法律法规数据库再核对。'

const SECOND_HAND =
  '原文未随本系统核对,要点为转述;请与国家法律法规数据库核对后登记新版本。'

/** National and provincial law that the rules cite, from its own day. */
export const LAWS: readonly DocumentSeed[] = [
  {
    code: 'coop-law',
    kind: 'law',
    title: text('中华人民共和国农民专业合作社法', 'Law on Farmers’ Specialised Cooperatives'),
    issuer: '全国人民代表大会常务委员会',
    label: '2017年修订',
    from: date('2018-07-01'),
    firstHand: true,
    sourceNote: READ,
    clauses: [
      clause(
        '第五条',
        '合作社财产由成员出资、公积金、国家财政直接补助、他人捐赠和其他合法资产形成。',
        'A co-op’s assets come from contributions, reserve, direct state grants, donations and other lawful assets.',
      ),
      clause(
        '第六条',
        '成员以账户内记载的出资额和公积金份额为限对合作社承担责任。',
        'A member is liable up to the contribution and reserve share in the member account.',
      ),
      clause(
        '第十二条',
        '设立合作社须有五名以上符合第十九、二十条规定的成员。',
        'A co-op needs at least five members who meet Articles 19 and 20.',
      ),
      clause(
        '第十三条',
        '可用货币、实物、知识产权、土地经营权、林权等可估价并可依法转让的财产出资;不得以对合作社或其他成员的债权抵缴。',
        'Contributions: money, things, intellectual property, land management and forest rights and other transferable property of money value; claims on the co-op or its members may not be set off.',
      ),
      clause(
        '第十五条',
        '章程须载明成员出资方式、数额及出资的转让、继承、担保,以及附加表决权的设立与行使范围等事项。',
        'The charter states form and amount of contributions, their transfer, inheritance and pledge, and additional votes.',
      ),
      clause(
        '第十九条',
        '有民事行为能力的公民和从事相关业务的企业、事业单位或社会组织可以入社;具有管理公共事务职能的单位不得加入。',
        'Citizens of legal capacity and enterprises, institutions or social organisations in related business may join; units with public-administration functions may not.',
      ),
      clause(
        '第二十条',
        '成员中农民至少占百分之八十;总数二十人以下可有一个单位成员,超过二十人的单位成员不超过百分之五。',
        'Farmers are at least 80% of members; up to twenty members one unit member, above twenty at most 5%.',
      ),
      clause(
        '第二十一条',
        '成员有权查阅章程、成员名册、会议记录、财务报告、会计账簿和财务审计报告。',
        'Members may read the charter, register, minutes, financial reports, account books and audit reports.',
      ),
      clause(
        '第二十二条',
        '成员一人一票;出资额或交易量较大的成员按章程可享有附加表决权,总票数不超过基本表决权总票数的百分之二十。',
        'One member, one vote; the charter may give additional votes for large contributions or transactions, in all at most 20% of basic votes.',
      ),
      clause(
        '第二十五条',
        '自然人成员退社应在会计年度终了三个月前提出,单位成员六个月前;资格自会计年度终了时终止。',
        'Notice of leaving: natural persons three months, units six months before the year end; membership ends at the year end.',
      ),
      clause(
        '第二十八条',
        '成员资格终止的,按章程退还其账户内的出资额和公积金份额,返还可分配盈余并分摊亏损和债务。',
        'On leaving, contribution and reserve share are refunded, surplus paid and losses borne as the charter says.',
      ),
      clause(
        '第二十九条',
        '成员大会由全体成员组成,行使修改章程、选举和罢免、决定重大财产处置、对外投资、担保、批准年度业务报告、盈余分配方案和亏损处理方案等职权。',
        'The assembly of all members amends the charter, elects and recalls, decides on major assets, investment and guarantees, approves the annual report, the distribution of surplus and the treatment of losses.',
      ),
      clause(
        '第三十条',
        '成员大会须三分之二以上成员出席;决议须过半数、重大事项须三分之二以上表决权总数通过。',
        'Quorum two thirds of members; resolutions need more than half, major ones two thirds of all voting rights.',
      ),
      clause(
        '第三十一条',
        '成员大会每年至少召开一次;百分之三十以上成员提议、监事会提议或章程规定的情形出现时,二十日内召开临时成员大会。',
        'An assembly at least once a year; an extraordinary one within twenty days where three tenths of the members, the supervisors or the charter ask for it.',
      ),
      clause(
        '第三十二条',
        '成员超过一百五十人的,可按章程设成员代表大会,代表人数一般为成员总数的百分之十,最低五十一人,按章程行使成员大会的部分或全部职权。',
        'Above 150 members the charter may provide for delegates: a tenth of the members, fifty-one at least, with the powers the charter gives them.',
      ),
      clause(
        '第三十三条',
        '设理事长一名;可设理事会、监事会,理事长、理事、监事由成员大会从本社成员中选举产生;表决一人一票。理事长、理事、经理和财务会计人员不得兼任监事。',
        'A chair; council and supervisors where wanted, elected from the members, one vote each; who manages or keeps the books is no supervisor.',
      ),
      clause(
        '第三十七条',
        '理事长、理事、经理不得兼任业务性质相同的其他合作社的理事长、理事、监事、经理。',
        'Chair, directors and manager hold no such post in another co-op of the same business.',
      ),
      clause(
        '第三十八条',
        '执行与合作社业务有关公务的人员,不得担任理事长、理事、监事、经理或财务会计人员。',
        'Who performs public duties related to a co-op’s business is not in its offices.',
      ),
      clause(
        '第四十条',
        '理事长或理事会编制年度业务报告、盈余分配方案、亏损处理方案和财务会计报告,于成员大会召开十五日前置备供成员查阅。',
        'Annual report, distribution or loss plan and accounts lie open to members fifteen days before the assembly.',
      ),
      clause(
        '第四十二条',
        '可按章程或大会决议从当年盈余提取公积金,用于弥补亏损、扩大生产或转为成员出资;每年提取的公积金量化为成员份额。',
        'Reserve may be taken from the year’s surplus, covers losses, expands business or becomes contributions; it is quantified to members each year.',
      ),
      clause(
        '第四十三条',
        '为每个成员设立账户,记载出资额、量化的公积金份额、与本社的交易量(额)。',
        'Each member has an account: contribution, reserve share, transactions with the co-op.',
      ),
      clause(
        '第四十四条',
        '可分配盈余主要按交易量(额)比例返还,返还总额不低于可分配盈余的百分之六十;其余按出资额、公积金份额及财政补助和捐赠形成财产平均量化份额分配;经大会决定可转为出资。',
        'At least 60% of distributable surplus returns by transactions; the rest follows contribution, reserve share and the equal share of grants and donations; it may be turned into contributions.',
      ),
      clause(
        '第五十三条',
        '解散、破产清算时,接受国家财政直接补助形成的财产不得作为可分配剩余资产分配给成员。',
        'On dissolution, property from direct state grants is not distributed to members.',
      ),
      clause(
        '第五十六条',
        '三个以上的农民专业合作社在自愿的基础上可以出资设立农民专业合作社联合社。',
        'Three co-ops or more may form a union of their own will.',
      ),
    ],
  },
  {
    code: 'collective-law',
    kind: 'law',
    title: text('中华人民共和国农村集体经济组织法', 'Law on Rural Collective Economic Organisations'),
    issuer: '全国人民代表大会常务委员会',
    label: '2024年公布',
    from: date('2025-05-01'),
    firstHand: true,
    sourceNote: READ,
    clauses: [
      clause(
        '第六条',
        '农村集体经济组织可以依法出资设立或参与设立公司、农民专业合作社等市场主体,以其出资为限承担责任。',
        'A collective economic organisation may fund or take part in companies and co-ops, liable up to its contribution.',
      ),
      clause(
        '第三十六条',
        '集体财产依法由集体成员集体所有,不得分割到成员个人;对外投资形成的资产和权益属集体财产。',
        'Collective property is owned collectively and not divided; what investments bring belongs to it.',
      ),
    ],
  },
  {
    code: 'registration-regs',
    kind: 'administrative_regulation',
    title: text('市场主体登记管理条例', 'Regulations on the Registration of Market Entities'),
    issuer: '国务院',
    label: '2021年公布',
    from: date('2022-03-01'),
    firstHand: true,
    sourceNote: READ,
    clauses: [
      clause(
        '第十三条',
        '不得以劳务、信用、自然人姓名、商誉、特许经营权或者设定担保的财产等作价出资。',
        'Labour, credit, a person’s name, goodwill, franchise or pledged property are no contributions.',
      ),
      clause(
        '第二十九条',
        '农民专业合作社成员发生变更的,应自本会计年度终了之日起九十日内备案。',
        'Changes of members are filed within ninety days after the accounting year’s end.',
      ),
    ],
  },
  {
    code: 'registration-rules',
    kind: 'department_rule',
    title: text(
      '市场主体登记管理条例实施细则',
      'Detailed Rules on the Registration of Market Entities',
    ),
    issuer: '国家市场监督管理总局',
    label: '2022年公布',
    from: date('2022-03-01'),
    firstHand: true,
    sourceNote: READ,
    clauses: [
      clause(
        '第三十九条',
        '成员变更使农民比例低于法定要求的,应在六个月内吸收新的农民入社。',
        'If farmers fall below the legal part, new farmers must be taken in within six months.',
      ),
    ],
  },
  {
    code: 'shandong-coop-regs',
    kind: 'provincial_regulation',
    title: text('山东省农民专业合作社条例', 'Shandong Regulations on Farmers’ Specialised Cooperatives'),
    issuer: '山东省人民代表大会常务委员会',
    label: '2020年修正',
    from: date('2020-07-24'),
    firstHand: true,
    sourceNote: `${READ}起始日按通过日登记。`,
    clauses: [
      clause(
        '第十一条',
        '成员以非货币财产出资的,由全体成员评估作价或按全体成员认可的方式作价。',
        'Contributions in kind are valued by all members or in the way all members accept.',
      ),
      clause(
        '第十九条',
        '成员变更导致农民比例不足的,应在六个月内补足。',
        'A missing part of farmers must be made good within six months.',
      ),
      clause(
        '第二十二条',
        '退社成员名下国家财政补助和捐赠形成的份额不予退还,年终重新平均量化到其他成员。',
        'Grant and donation shares of those who leave are not refunded; at the year end they are averaged over the others.',
      ),
    ],
  },
  {
    code: 'coop-accounting',
    kind: 'department_rule',
    title: text('农民专业合作社会计制度', 'Accounting System for Farmers’ Specialised Cooperatives'),
    issuer: '财政部(财会〔2021〕37号)',
    label: '2021年印发',
    from: date('2023-01-01'),
    firstHand: true,
    sourceNote: READ,
    clauses: [
      clause(
        '第五十七条',
        '成员账户还应记载国家财政直接补助和他人捐赠形成财产量化到该成员的份额、盈余返还和剩余盈余分配。',
        'Member accounts also show the shares of grant and donated property, surplus return and residual distribution.',
      ),
    ],
  },
  {
    code: 'cash-regs',
    kind: 'administrative_regulation',
    title: text('现金管理暂行条例', 'Interim Regulations on Cash'),
    issuer: '国务院',
    label: '1988年发布,2011年修订',
    from: date('1988-10-01'),
    firstHand: false,
    sourceNote: SECOND_HAND,
    clauses: [
      clause(
        '第九条',
        '开户银行按三至五天的日常零星开支核定库存现金限额;交通不便的可以放宽,最多十五天。',
        'The bank sets the cash that may be kept by three to five days of small expenses; up to fifteen where access is hard.',
      ),
      clause(
        '第十一条',
        '现金收入应当日送存银行,不得从现金收入中直接支付(坐支)。',
        'Cash takings go to the bank the same day and are not spent directly.',
      ),
    ],
  },
  {
    code: 'accounting-basics',
    kind: 'department_rule',
    title: text('会计基础工作规范', 'Basic Rules of Accounting Work'),
    issuer: '财政部',
    label: '1996年发布,2019年修正',
    from: date('1996-06-17'),
    firstHand: false,
    sourceNote: SECOND_HAND,
    clauses: [
      clause(
        '第四十八条',
        '原始凭证须载明名称、日期、填制单位或人、经办人签章、接受单位、内容、数量、单价和金额。',
        'An original paper states its name, date, maker, signature, receiver, content, quantity, price and amount.',
      ),
    ],
  },
]

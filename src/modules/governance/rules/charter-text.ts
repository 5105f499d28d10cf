import { parseFraction, displayPercent } from '../../../kernel/fraction.ts'
import { type Paper, paperDay, type PaperSection } from '../../../kernel/paper.ts'
import { type Charter, ITEMS, MODEL_CHARTER, type OwnClause, valueAt } from './charter.ts'
import { MATTERS, type MatterKey } from './matters.ts'

/*
 * A charter as clauses. The words are the product's own, written for the parameters of the national model charter;
 * they are not the official text, and every print says so.
 */

const percent = (value: string): string => {
  const exact = parseFraction(value)
  return exact === null ? value : displayPercent(exact, 2).replace('.00%', '%')
}

/** 2/3 as 三分之二. */
const inWords = (value: string): string => {
  const exact = parseFraction(value)
  return exact === null || exact.den > 99n
    ? value
    : `${numeral(Number(exact.den))}分之${numeral(Number(exact.num))}`
}

const FORMS: Readonly<Record<Charter['contributions']['forms'][number], string>> = {
  cash: '货币',
  kind: '实物',
  ip: '知识产权',
  land_right: '土地经营权',
  forest_right: '林权',
}
const RESERVE_OF = { 'after-loss': '弥补亏损后的当年盈余', surplus: '当年盈余' } as const
const QUANTIFY = { contribution: '出资额', patronage: '与本社的交易量(额)', equal: '平均' } as const
const BASIS = {
  quantity: '交易数量',
  value: '交易金额',
  area: '入社土地面积',
  days: '劳动日',
} as const
const DISCLOSURE = { month: '每月', quarter: '每季度', half_year: '每半年' } as const

const or = (text: string, otherwise: string): string =>
  text.trim() === '' ? otherwise : text.trim()
const titles = (keys: readonly MatterKey[]): string =>
  keys.map((key) => MATTERS[key].title.zh).join('、')

/** Items 1 to 4: the co-op and its members. */
function memberItems(charter: Charter): readonly (readonly string[])[] {
  const { members } = charter
  return [
    [`本社名称:${charter.name}。住所:${charter.address}。`],
    [`本社的业务范围:${charter.scope}`],
    [
      or(
        members.qualification,
        '具有民事行为能力,从事与本社业务有关的生产经营,承认并遵守本章程的公民,以及法律允许的单位,可以申请入社。具有管理公共事务职能的单位不得入社。',
      ),
      '要求入社的,向理事长或者理事会提交书面申请,经成员大会或者成员代表大会表决通过。',
      `要求退社的,自然人成员在会计年度终了的 ${members.exitPersonMonths} 个月前、单位成员在 ${members.exitUnitMonths} 个月前向理事长或者理事会书面提出,成员资格自该会计年度终了时终止。`,
      `成员资格终止后,在年度结算完成后 ${members.refundDays} 日内退还记载在该成员账户内的出资额和公积金份额;应分摊的亏损按${members.lossBy === 'contribution' ? '出资比例' : '人数平均'}承担。国家财政补助形成的份额不予退还。`,
      or(
        members.expulsion,
        '成员不遵守本章程、成员大会的决议,或者严重危害其他成员及本社利益的,可以经成员大会或者成员代表大会表决予以除名。表决前应当为该成员提供陈述意见的机会,并作记录。',
      ),
    ],
    [
      or(
        members.rightsAndDuties,
        '成员有权参加成员大会,享有表决权、选举权和被选举权,利用本社提供的服务,分享盈余,查阅章程、成员名册、会议记录、会计账簿和财务审计报告;成员应当执行成员大会的决议,按照章程出资,与本社进行交易,承担亏损。',
      ),
    ],
  ]
}

/** Item 5: the bodies, how they are formed and how they decide. */
function bodyItem(charter: Charter): readonly (readonly string[])[] {
  const { assembly, officers } = charter
  return [
    [
      `成员大会由全体成员组成,每年 ${assembly.annualMonth} 月前后至少召开一次,会前 ${assembly.noticeDays} 日将时间、地点、议题和材料通知全体成员。`,
      `成员大会有${inWords(assembly.quorum)}以上的成员出席方可召开。一般事项须超过本社成员表决权总数的${inWords(assembly.ordinary)};修改章程以及合并、分立、解散、设立或者加入联合社,须经本社成员表决权总数的${inWords(assembly.special)}以上通过。`,
      '百分之三十以上的成员提议,或者监事会(执行监事)提议的,应当在二十日内召开临时成员大会。',
      assembly.proxies > 0
        ? `成员因故不能到会的,可以书面委托其他成员代为表决,一名成员最多代理 ${assembly.proxies} 人。`
        : '成员应当亲自参加成员大会,不设委托表决。',
      ...(assembly.online ? ['成员可以通过本社使用的系统在线参加会议和表决。'] : []),
      assembly.secretElections
        ? '选举和罢免采用无记名投票。'
        : '选举和罢免可以采用举手或者投票方式。',
      ...(assembly.delegates
        ? [
            `成员超过一百五十人时设成员代表大会,成员代表人数为成员的百分之十且不少于五十一人,任期 ${assembly.delegateTermYears} 年,行使下列职权:${titles(assembly.delegatePowers) || '由成员大会另行决定'}。`,
          ]
        : []),
      `本社设理事长一名,为法定代表人${officers.directors > 0 ? `;设理事会,理事 ${officers.directors} 名` : ''}${officers.supervisors === 0 ? '' : officers.supervisors === 1 ? ';设执行监事一名' : `;设监事会,监事 ${officers.supervisors} 名`}。以上人员由成员大会从本社成员中选举产生,任期 ${officers.termYears} 年,可以连选连任。理事会、监事会会前 ${assembly.boardNoticeDays} 日通知,表决实行一人一票。`,
      '理事长、理事、经理和财务会计人员不得兼任监事,不得兼任业务性质相同的其他农民专业合作社的理事长、理事、监事、经理;执行与本社业务有关公务的人员不得担任上述职务。',
      ...(officers.duties.trim() === '' ? [] : [officers.duties.trim()]),
    ],
  ]
}

/** The clause on the collective's part: a band, a floor or a cap alone; none where the charter sets neither. */
function bandOf({ collectiveMin: min, collectiveMax: max }: Charter['contributions']): string[] {
  if (min === null && max === null) return []
  const part =
    min !== null && max !== null
      ? `占成员出资总额的 ${percent(min)} 至 ${percent(max)}`
      : max === null
        ? `不低于成员出资总额的 ${percent(min ?? '0')}`
        : `不超过成员出资总额的 ${percent(max)}`
  return [`村集体经济组织的出资以${part} 为宜。`]
}

/** Items 6 and 7: contributions and finance. */
function moneyItems(charter: Charter): readonly (readonly string[])[] {
  const { contributions, finance } = charter
  const cap =
    contributions.cap === null
      ? '本社不限制单个成员的出资比例。'
      : `单个成员的出资额不超过本社成员出资总额的 ${percent(contributions.cap)}${contributions.collectiveExempt ? ',村集体经济组织除外' : ''}。`
  const band = bandOf(contributions)
  return [
    [
      `成员可以用${contributions.forms.map((form) => FORMS[form]).join('、')}出资;非货币出资由全体成员评估作价,或者委托第三方评估,经成员大会通过。`,
      cap,
      ...band,
      or(
        contributions.transfer,
        '成员的出资额经理事会同意可以在本社成员之间转让;转让给其他人的,受让人须符合入社条件并经成员大会同意。出资额可以依法继承。未经成员大会同意不得以出资额设定担保。',
      ),
    ],
    [
      `本社从${RESERVE_OF[finance.reserveOf]}中提取 ${percent(finance.reserveRate)} 作为公积金,用于弥补亏损、扩大生产经营或者转为成员出资;每年提取的公积金按${QUANTIFY[finance.quantifyBy]}量化为每个成员的份额。`,
      `可分配盈余按成员与本社的交易量(额)比例返还,返还总额不低于可分配盈余的 ${percent(finance.returnRate)};交易量(额)以${BASIS[finance.basis]}计算。剩余部分以成员账户中记载的出资额和公积金份额,以及国家财政直接补助和他人捐赠形成的财产平均量化到成员的份额,按比例分配给成员。`,
      '分配次序:弥补亏损,提取公积金,按交易量(额)返还,剩余盈余分配。盈余分配方案和财务会计报告于成员大会召开的十五日前置备于本社供成员查阅。',
      or(
        finance.lossHandling,
        '本年度发生亏损的,由成员大会决定以公积金、以后年度盈余或者成员出资弥补的办法。',
      ),
      `本社${DISCLOSURE[finance.disclosure]}向成员公开一次经营和财务情况,单独核算与成员和非成员的交易。`,
      ...(finance.submitToTown
        ? [
            '本社自愿将县规定数额以上的支出和经济合同报乡镇(街道)审核,作为本社内部控制的一部分;审核意见不代替成员大会的决定。',
          ]
        : []),
    ],
  ]
}

/** Items 8 to 12: amendment, end, announcements, additional votes, the rest. */
function lastItems(charter: Charter): readonly (readonly string[])[] {
  const { additional, ending } = charter
  return [
    [
      or(
        ending.amendment,
        '修改本章程由理事会或者百分之三十以上的成员提出,经成员大会以前款规定的特别多数通过,并向登记机关备案。',
      ),
    ],
    [
      or(
        ending.dissolution,
        '本社因成员大会决议、合并或者分立需要、依法被吊销营业执照而解散。解散后十五日内由成员大会推举成员组成清算组;清算组自成立之日起十日内通知成员和债权人,六十日内在报纸上公告。清偿债务后的剩余财产按成员大会通过的清算方案分配;国家财政直接补助形成的财产不得分配给成员。',
      ),
    ],
    [
      or(
        ending.announcement,
        `本社需要公告的事项,在本社公开栏和本社使用的系统发布,期限 ${ending.announceDays} 日。`,
      ),
    ],
    [
      additional.allowed
        ? `出资额或者与本社交易量(额)较大的成员按下列办法享有附加表决权:${or(additional.criteria, '由成员大会确定')}。附加表决权总票数不超过本社成员基本表决权总票数的 ${percent(additional.cap)}${additional.perMember === null ? '' : `,每名成员不超过 ${additional.perMember} 票`}${additional.excluded.length === 0 ? '' : `;${titles(additional.excluded)}只计基本表决权`}。附加表决权的享有者和票数在每次会前告知到会成员。`
        : '本社实行一人一票,不设附加表决权。',
    ],
    [
      ...(charter.party
        ? ['本社由村党支部领办,村党支部按照党章发挥作用,不代替成员大会行使职权。']
        : []),
      '本章程未规定的,按法律、法规执行。',
    ],
  ]
}

/** The clauses of each of the twelve items of Art. 15, in their order; every item has at least one. */
const itemsOf = (charter: Charter): readonly (readonly string[])[] => [
  ...memberItems(charter),
  ...bodyItem(charter),
  ...moneyItems(charter),
  ...lastItems(charter),
]

const NUMERALS = '〇一二三四五六七八九'

/** 1 to 99 in Chinese numerals: 第二十一条. */
function numeral(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10]
  const head = tens === 0 ? '' : `${tens === 1 ? '' : (NUMERALS[tens] ?? '')}十`
  return `${head}${ones === 0 && tens > 0 ? '' : (NUMERALS[ones] ?? '')}`
}

export interface Clause {
  /** Which of the twelve items of Art. 15 it belongs to: 1 to 12. */
  readonly item: number
  readonly number: number
  readonly text: string
  /** The co-op's own; the others are made of parameters and cannot be taken out. */
  readonly own: boolean
}

/** All clauses, numbered through: the product's for the twelve items, the co-op's own after those of their item. */
export function clausesOf(charter: Charter, own: readonly OwnClause[]): Clause[] {
  let number = 0
  return itemsOf(charter).flatMap((texts, i) => {
    const item = i + 1
    const added = own.filter((one) => one.item === item).map(({ text }) => ({ text, own: true }))
    return [...texts.map((text) => ({ text, own: false })), ...added].map((one) => {
      number += 1
      return { item, number, ...one }
    })
  })
}

/** How the product's own clause about a parameter begins. */
const BEGINNINGS = {
  'members.exitPersonMonths': ['要求退社的'],
  'members.lossBy': ['成员资格终止后'],
  'assembly.noticeDays': ['成员大会由全体成员组成'],
  'assembly.quorum': ['成员大会有'],
  'assembly.proxies': ['成员因故不能到会的', '成员应当亲自参加'],
  'officers.termYears': ['本社设理事长一名'],
  'contributions.cap': ['单个成员的出资额', '本社不限制单个成员'],
  'contributions.collectiveMin': ['村集体经济组织的出资'],
  'finance.reserveRate': ['本社从'],
  'finance.returnRate': ['可分配盈余按'],
  'additional.cap': ['出资额或者与本社交易量(额)较大的成员', '本社实行一人一票'],
} as const
export type Sayable = keyof typeof BEGINNINGS

/** Which article says a parameter: "第十四条"; without a number where the charter has no such clause. */
export function articleOf(
  charter: Charter,
  own: readonly OwnClause[],
): (parameter: Sayable) => string {
  const clauses = clausesOf(charter, own).filter((clause) => !clause.own)
  return (parameter) => {
    const found = clauses.find(({ text }) =>
      BEGINNINGS[parameter].some((beginning) => text.startsWith(beginning)),
    )
    return found === undefined ? '' : `第${numeral(found.number)}条`
  }
}

/** The parameters in the order in which people read them, by path, with what each is called. */
export const PARAMETER_TITLES: readonly (readonly [path: string, zh: string, en: string])[] = [
  ['name', '名称', 'Name'],
  ['address', '住所', 'Address'],
  ['scope', '业务范围', 'Business scope'],
  ['members.qualification', '成员资格', 'Qualification'],
  ['members.exitPersonMonths', '自然人退社提前月数', 'Notice of persons, months'],
  ['members.exitUnitMonths', '单位退社提前月数', 'Notice of units, months'],
  ['members.refundDays', '退还期限(日)', 'Refund within days'],
  ['members.lossBy', '亏损分摊', 'Losses borne by'],
  ['members.rightsAndDuties', '权利义务', 'Rights and duties'],
  ['members.expulsion', '除名', 'Expulsion'],
  ['contributions.forms', '出资方式', 'Forms of contribution'],
  ['contributions.cap', '单个成员出资上限', 'Cap on one member'],
  ['contributions.collectiveExempt', '集体不受上限', 'Collective exempt'],
  ['contributions.collectiveMin', '集体占股下限', 'Collective at least'],
  ['contributions.collectiveMax', '集体占股上限', 'Collective at most'],
  ['contributions.transfer', '出资转让、继承、担保', 'Transfer, inheritance, pledge'],
  ['assembly.annualMonth', '年会月份', 'Annual month'],
  ['assembly.noticeDays', '通知期限(日)', 'Notice, days'],
  ['assembly.boardNoticeDays', '理事会、监事会通知(日)', 'Notice of boards, days'],
  ['assembly.quorum', '出席人数', 'Quorum'],
  ['assembly.ordinary', '一般事项', 'Ordinary majority'],
  ['assembly.special', '特别事项', 'Special majority'],
  ['assembly.online', '在线参加', 'Online'],
  ['assembly.proxies', '一人代理人数', 'Proxies held by one'],
  ['assembly.secretElections', '选举无记名', 'Secret elections'],
  ['assembly.delegates', '成员代表大会', 'Delegates'],
  ['assembly.delegateTermYears', '代表任期(年)', 'Term of delegates'],
  ['assembly.delegatePowers', '代表大会职权', 'Powers of delegates'],
  ['additional.allowed', '附加表决权', 'Additional votes'],
  ['additional.cap', '附加表决权上限', 'Additional votes at most'],
  ['additional.perMember', '每人附加票上限', 'Additional votes of one'],
  ['additional.criteria', '附加表决权办法', 'Criteria'],
  ['additional.excluded', '不计附加表决权的事项', 'Basic votes only'],
  ['officers.directors', '理事人数', 'Directors'],
  ['officers.supervisors', '监事人数', 'Supervisors'],
  ['officers.termYears', '任期(年)', 'Term, years'],
  ['officers.duties', '机构职责', 'Duties'],
  ['finance.reserveRate', '公积金比例', 'Reserve'],
  ['finance.reserveOf', '公积金基数', 'Reserve of'],
  ['finance.quantifyBy', '公积金量化', 'Reserve quantified by'],
  ['finance.returnRate', '按交易返还比例', 'Patronage return'],
  ['finance.basis', '交易量(额)口径', 'Basis of patronage'],
  ['finance.disclosure', '公开周期', 'Disclosure'],
  ['finance.lossHandling', '亏损处理', 'Losses'],
  ['finance.submitToTown', '自愿报乡镇审核', 'Submitted to the town by own will'],
  ['ending.amendment', '修改程序', 'Amendment'],
  ['ending.dissolution', '解散和清算', 'Dissolution'],
  ['ending.announcement', '公告', 'Announcements'],
  ['ending.announceDays', '公告期限(日)', 'Announced for days'],
  ['party', '党支部领办条款', 'Led by the branch'],
]

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.join('、')
  if (typeof value === 'boolean') return value ? '是' : '否'
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** How a charter differs from the model's blanks and from the version before it. */
export function charterDiff(charter: Charter, before: Charter | null) {
  return PARAMETER_TITLES.map(([path, zh, en]) => {
    const [value, model, old] = [charter, MODEL_CHARTER, before ?? charter].map((one) =>
      shown(valueAt(one, path)),
    ) as [string, string, string]
    return {
      path,
      title: { zh, en },
      value,
      model,
      before: before === null ? null : old,
      fromModel: value !== model,
      changed: before !== null && value !== old,
    }
  })
}

/** The charter on paper, with its parameters listed behind it. */
export function charterPaper(
  charter: Charter,
  own: readonly OwnClause[],
  of: { readonly version: number; readonly adoptedOn: string | null; readonly basis: string },
): Paper {
  const clauses = clausesOf(charter, own)
  const sections: PaperSection[] = ITEMS.map(([title], i) => ({
    heading: `第${numeral(i + 1)}章 ${title}`,
    paragraphs: clauses
      .filter(({ item }) => item === i + 1)
      .map((clause) => `第${numeral(clause.number)}条　${clause.text}`),
    columns: [],
    rows: [],
  }))
  return {
    title: `${charter.name}章程`,
    form: null,
    period: of.adoptedOn === null ? '(草案)' : `${paperDay(of.adoptedOn)}通过`,
    organisation: charter.name,
    unit: `第 ${of.version} 版`,
    orientation: 'portrait',
    onePage: false,
    sections: [
      ...sections,
      {
        heading: '附:章程参数',
        paragraphs: [],
        columns: [
          { title: '参数', width: 34, align: 'left' },
          { title: '本社', width: 40, align: 'left' },
          { title: '示范章程通行值', width: 26, align: 'left' },
        ],
        rows: charterDiff(charter, null)
          .filter(({ value, model }) => value.length <= 60 && model.length <= 60)
          .map(({ title, value, model }) => ({
            kind: 'plain' as const,
            cells: [title.zh, value, model],
          })),
      },
    ],
    remarks: [
      '本章程条文由系统按参数生成,不是官方示范章程原文;签署前请对照最新的示范章程和法律核对。',
      of.basis,
    ],
    signatures: ['理事长', '全体设立人或成员大会(签名见附页)'],
  }
}

import { text } from '../../../kernel/text.ts'
import {
  CLASS_NAMES,
  type listBranches,
  type listCollectives,
  type listCooperatives,
  type listHouseholds,
  type listPersons,
  type listUnions,
  type listVillages,
  STATUS_NAMES,
} from '../../registry/index.ts'
import type {
  listCertificates,
  listCurrentChecks,
  listRegisters,
  listShareEvents,
  readRegister,
} from '../../shares/index.ts'
import type { ExportColumn } from './print.ts'
import {
  CODE_NAMES,
  EVENT_NAMES,
  FORM_NAMES,
  HOLDER_NAMES,
  OUTCOME_NAMES,
  plainUnits,
  SEVERITY_NAMES,
  UNIT_NAMES,
  yesNo,
} from './words.ts'

/* What each exported table shows, in the order of its columns. Persons leave masked, as on the screen. */

type Answer<F extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<F>>
type Columns<Row> = readonly ExportColumn<Row>[]

export const TITLES = {
  cooperatives: text('合作社名册', 'Co-ops'),
  villages: text('村(社区)名册', 'Villages'),
  households: text('农户名册', 'Households'),
  persons: text('人员名册', 'Persons'),
  collectives: text('村集体名册', 'Collectives'),
  branches: text('党支部名册', 'Branches'),
  unions: text('联合社名册', 'Unions'),
  registers: text('全县股权汇总', 'Registers'),
  findings: text('合规状况', 'Findings'),
  register: text('成员册', 'Register'),
  certificates: text('股权证清册', 'Certificates'),
  events: text('股权变动记录', 'Share events'),
} as const

const NAME = text('名称', 'Name')
const CODE = text('统一社会信用代码', 'Credit code')
const CODE_CHECK = text('代码核验', 'Code check')
const TOWN = text('乡镇', 'Town')
const VILLAGE = text('村', 'Village')
const REGISTERED_ON = text('登记日期', 'Registered on')

export const COOPERATIVES: Columns<Answer<typeof listCooperatives>['rows'][number]> = [
  { title: NAME, kind: 'text', width: 36, value: (row) => row.name },
  { title: TOWN, kind: 'text', value: (row) => row.town.name },
  { title: VILLAGE, kind: 'text', value: (row) => row.village.name },
  { title: text('主要类型', 'Main kind'), kind: 'text', value: (row) => row.mainKind },
  {
    title: text('其他类型', 'Other kinds'),
    kind: 'text',
    value: (row) => row.secondaryKinds.join('、'),
  },
  { title: text('产业', 'Industry'), kind: 'text', value: (row) => row.industry?.name ?? null },
  {
    title: text('分类', 'Class'),
    kind: 'text',
    value: (row, language) => (row.class === null ? null : CLASS_NAMES[row.class][language]),
  },
  {
    title: text('状态', 'Status'),
    kind: 'text',
    value: (row, language) => STATUS_NAMES[row.status][language],
  },
  { title: text('状态起始', 'Status since'), kind: 'date', value: (row) => row.statusSince },
  { title: CODE, kind: 'text', width: 22, value: (row) => row.creditCode },
  {
    title: CODE_CHECK,
    kind: 'text',
    value: (row, language) => CODE_NAMES[row.creditCodeCheck][language],
  },
  { title: REGISTERED_ON, kind: 'date', value: (row) => row.registeredOn },
  { title: text('理事长', 'Chair'), kind: 'text', value: (row) => row.chairName },
  { title: text('经营面积(亩)', 'Area, mu'), kind: 'decimal', value: (row) => row.areaMu },
  {
    title: text('联合社', 'Unions'),
    kind: 'text',
    value: (row) => row.unions.map(({ name }) => name).join('、'),
  },
]

export const VILLAGES: Columns<Answer<typeof listVillages>['rows'][number]> = [
  { title: NAME, kind: 'text', width: 24, value: (row) => row.name },
  { title: TOWN, kind: 'text', value: (row) => row.town.name },
  { title: text('区划代码', 'Division code'), kind: 'text', value: (row) => row.code },
  {
    title: text('户数', 'Households'),
    kind: 'integer',
    value: (row) => row.registeredHouseholds,
  },
  { title: text('合作社', 'Co-ops'), kind: 'integer', value: (row) => row.cooperatives },
  { title: text('筹备中', 'In preparation'), kind: 'integer', value: (row) => row.inPreparation },
  {
    title: text('产业', 'Industries'),
    kind: 'text',
    value: (row) => row.industries.map(({ name }) => name).join('、'),
  },
  {
    title: text('有产业无合作社', 'Industry without co-op'),
    kind: 'text',
    value: (row, language) => yesNo(row.candidate)[language],
  },
]

export const HOUSEHOLDS: Columns<Answer<typeof listHouseholds>['rows'][number]> = [
  { title: VILLAGE, kind: 'text', value: (row) => row.village.name },
  { title: text('户号', 'Number'), kind: 'text', value: (row) => row.number },
  { title: text('户主', 'Head'), kind: 'text', value: (row) => row.headName },
  { title: text('人数', 'Persons'), kind: 'integer', value: (row) => row.persons },
  {
    title: text('常住', 'Resident'),
    kind: 'text',
    value: (row, language) => yesNo(row.resident)[language],
  },
  {
    title: text('帮扶户', 'Assisted'),
    kind: 'text',
    value: (row, language) => yesNo(row.assisted)[language],
  },
  { title: text('住址', 'Address'), kind: 'text', width: 28, value: (row) => row.address },
]

export const PERSONS: Columns<Answer<typeof listPersons>['rows'][number]> = [
  { title: text('姓名', 'Name'), kind: 'text', value: (row) => row.name },
  { title: VILLAGE, kind: 'text', value: (row) => row.village?.name ?? null },
  { title: text('户号', 'Household'), kind: 'text', value: (row) => row.household?.number ?? null },
  {
    title: text('与户主关系', 'Relation to head'),
    kind: 'text',
    value: (row) => row.relationToHead,
  },
  {
    title: text('性别', 'Sex'),
    kind: 'text',
    value: (row, language) => (row.sex === null ? null : SEX_NAMES[row.sex][language]),
  },
  { title: text('出生日期', 'Birth date'), kind: 'date', value: (row) => row.birthDate },
  {
    title: text('身份证号(已遮盖)', 'ID number (masked)'),
    kind: 'text',
    width: 22,
    value: (row) => row.idNumber,
  },
  { title: text('电话(已遮盖)', 'Phone (masked)'), kind: 'text', value: (row) => row.phone },
  {
    title: text('农民', 'Farmer'),
    kind: 'text',
    value: (row, language) => yesNo(row.farmer)[language],
  },
  { title: text('注销日期', 'Ended on'), kind: 'date', value: (row) => row.endedOn },
]

const SEX_NAMES = { female: text('女', 'female'), male: text('男', 'male') } as const

export const COLLECTIVES: Columns<Answer<typeof listCollectives>['rows'][number]> = [
  { title: NAME, kind: 'text', width: 32, value: (row) => row.name },
  { title: VILLAGE, kind: 'text', value: (row) => row.village.name },
  { title: CODE, kind: 'text', width: 22, value: (row) => row.creditCode },
  {
    title: CODE_CHECK,
    kind: 'text',
    value: (row, language) => CODE_NAMES[row.creditCodeCheck][language],
  },
  {
    title: text('法定代表人', 'Legal representative'),
    kind: 'text',
    value: (row) => row.legalRepresentative,
  },
  { title: REGISTERED_ON, kind: 'date', value: (row) => row.registeredOn },
]

export const BRANCHES: Columns<Answer<typeof listBranches>['rows'][number]> = [
  { title: NAME, kind: 'text', width: 32, value: (row) => row.name },
  { title: VILLAGE, kind: 'text', value: (row) => row.village.name },
  { title: text('成立日期', 'Founded on'), kind: 'date', value: (row) => row.foundedOn },
  { title: text('书记', 'Secretary'), kind: 'text', value: (row) => row.secretary?.name ?? null },
  { title: text('委员', 'Committee'), kind: 'integer', value: (row) => row.committee },
  { title: text('党员', 'Party members'), kind: 'integer', value: (row) => row.members },
]

export const UNIONS: Columns<Answer<typeof listUnions>['rows'][number]> = [
  { title: NAME, kind: 'text', width: 36, value: (row) => row.name },
  { title: text('驻地', 'Seat'), kind: 'text', value: (row) => row.seat.name },
  { title: CODE, kind: 'text', width: 22, value: (row) => row.creditCode },
  { title: text('成立日期', 'Founded on'), kind: 'date', value: (row) => row.foundedOn },
  { title: REGISTERED_ON, kind: 'date', value: (row) => row.registeredOn },
  { title: text('产业', 'Industry'), kind: 'text', value: (row) => row.industry?.name ?? null },
  { title: text('成员社', 'Members'), kind: 'integer', value: (row) => row.members },
  { title: text('理事长', 'Chair'), kind: 'text', value: (row) => row.chairName },
  { title: text('终止日期', 'Ended on'), kind: 'date', value: (row) => row.endedOn },
]

export const REGISTERS: Columns<Answer<typeof listRegisters>['registers'][number]> = [
  { title: text('合作社', 'Co-op'), kind: 'text', width: 36, value: (row) => row.coopName },
  { title: text('成员', 'Members'), kind: 'integer', value: (row) => row.totals.members },
  { title: text('农民成员', 'Farmers'), kind: 'integer', value: (row) => row.totals.farmers },
  { title: text('农户', 'Households'), kind: 'integer', value: (row) => row.totals.households },
  { title: text('认缴(元)', 'Registered'), kind: 'money', value: (row) => row.totals.registered },
  { title: text('实缴(元)', 'Paid'), kind: 'money', value: (row) => row.totals.paid },
  {
    title: text('村集体出资(元)', 'Collective'),
    kind: 'money',
    value: (row) => row.collective.registered,
  },
  { title: text('最大成员出资(元)', 'Largest holder'), kind: 'money', value: (row) => row.largest },
  {
    title: text('核查结果', 'Outcome'),
    kind: 'text',
    value: (row, language) => (row.outcome === null ? null : OUTCOME_NAMES[row.outcome][language]),
  },
]

export const FINDINGS: Columns<Answer<typeof listCurrentChecks>['rows'][number]> = [
  { title: text('合作社', 'Co-op'), kind: 'text', width: 36, value: (row) => row.coopName },
  { title: text('规则', 'Rule'), kind: 'text', value: (row) => row.rule },
  {
    title: text('结果', 'Outcome'),
    kind: 'text',
    value: (row, language) => OUTCOME_NAMES[row.outcome][language],
  },
  {
    title: text('县采用的口径', 'Binding reading'),
    kind: 'text',
    value: (row, language) => OUTCOME_NAMES[row.bound][language],
  },
  {
    title: text('严重程度', 'Severity'),
    kind: 'text',
    value: (row, language) => SEVERITY_NAMES[row.severity][language],
  },
  { title: text('实测', 'Measured'), kind: 'text', value: (row) => row.measured },
  {
    title: text('已豁免', 'Exempt'),
    kind: 'text',
    value: (row, language) => yesNo(row.exempt)[language],
  },
  { title: text('自', 'Since'), kind: 'date', value: (row) => row.since },
]

export const REGISTER: Columns<Answer<typeof readRegister>['rows'][number]> = [
  { title: text('编号', 'Number'), kind: 'text', value: (row) => row.memberNumber },
  { title: text('姓名或名称', 'Name'), kind: 'text', width: 24, value: (row) => row.name },
  {
    title: text('成员类型', 'Kind'),
    kind: 'text',
    value: (row, language) => HOLDER_NAMES[row.class][language],
  },
  {
    title: text('农民', 'Farmer'),
    kind: 'text',
    value: (row, language) => yesNo(row.farmer)[language],
  },
  {
    title: text('出资方式', 'Forms'),
    kind: 'text',
    value: (row, language) =>
      row.contributions.map(({ form }) => FORM_NAMES[form][language]).join('、'),
  },
  { title: text('认缴出资额(元)', 'Registered'), kind: 'money', value: (row) => row.registered },
  { title: text('实缴出资额(元)', 'Paid'), kind: 'money', value: (row) => row.paid },
  { title: text('未缴出资额(元)', 'Unpaid'), kind: 'money', value: (row) => row.promised },
  { title: text('占比', 'Share'), kind: 'percent', value: (row) => row.share },
  { title: text('股数', 'Units'), kind: 'decimal', value: (row) => plainUnits(row.units) },
  { title: text('入社日期', 'Joined on'), kind: 'date', value: (row) => row.joinedOn },
  { title: text('退社日期', 'Left on'), kind: 'date', value: (row) => row.leftOn },
]

export const CERTIFICATES: Columns<Answer<typeof listCertificates>['certificates'][number]> = [
  { title: text('证号', 'Number'), kind: 'text', value: (row) => row.number },
  { title: text('编号', 'Member number'), kind: 'text', value: (row) => row.memberNumber },
  { title: text('姓名或名称', 'Name'), kind: 'text', width: 24, value: (row) => row.holderName },
  { title: text('实缴出资额(元)', 'Paid'), kind: 'money', value: (row) => row.paid },
  { title: text('发证日期', 'Issued on'), kind: 'date', value: (row) => row.issuedOn },
  { title: text('发证人', 'Issued by'), kind: 'text', value: (row) => row.issuedBy },
  {
    title: text('状态', 'Status'),
    kind: 'text',
    value: (row, language) => CERTIFICATE_NAMES[row.status][language],
  },
  {
    title: text('与成员册不一致', 'Outdated'),
    kind: 'text',
    value: (row, language) => yesNo(row.outdated)[language],
  },
]

const CERTIFICATE_NAMES = {
  valid: text('有效', 'valid'),
  replaced: text('已换发', 'replaced'),
  void: text('作废', 'void'),
} as const

type Event = Answer<typeof listShareEvents>['events'][number]

/** One row for each line of an event: who was moved, and by how much. */
export const EVENTS: Columns<Event & { readonly line: Event['lines'][number] }> = [
  { title: text('序号', 'Number'), kind: 'integer', value: (row) => row.seq },
  { title: text('日期', 'Day'), kind: 'date', value: (row) => row.on },
  {
    title: text('变动', 'Change'),
    kind: 'text',
    value: (row, language) => EVENT_NAMES[row.kind][language],
  },
  { title: text('姓名或名称', 'Name'), kind: 'text', value: (row) => row.line.holderName },
  {
    title: text('出资方式', 'Form'),
    kind: 'text',
    value: (row, language) => (row.line.form === null ? null : FORM_NAMES[row.line.form][language]),
  },
  { title: text('实缴(元)', 'Paid'), kind: 'money', value: (row) => row.line.paid },
  { title: text('未缴(元)', 'Unpaid'), kind: 'money', value: (row) => row.line.promised },
  {
    title: text('份额类别', 'Class of units'),
    kind: 'text',
    value: (row, language) =>
      row.line.unitClass === null ? null : UNIT_NAMES[row.line.unitClass][language],
  },
  { title: text('份数', 'Units'), kind: 'decimal', value: (row) => plainUnits(row.line.units) },
  { title: text('理由', 'Reason'), kind: 'text', value: (row) => row.reason },
  { title: text('登记人', 'Recorded by'), kind: 'text', value: (row) => row.recordedBy },
]

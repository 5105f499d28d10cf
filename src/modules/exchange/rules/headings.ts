import known from '../data/import-headings.json' with { type: 'json' }
import type { Field, MoneyUnit } from '../model.ts'

/* What headings of registers mean, by synonym. The list is data: headings met in real registers. */

/** Further headings of the same registers, from general knowledge of village books. */
const MORE: Readonly<Partial<Record<Field, readonly string[]>>> = {
  seq: ['序'],
  coop: ['合作社名称', '合作社', '所属合作社', '专业合作社名称', '社名'],
  name: ['股东姓名', '入股人姓名', '社员', '成员', '名称', '出资人', '出资人姓名', '股民姓名'],
  member_type: ['人员类别', '成员身份', '社员类型', '股东类型', '是否农民'],
  id_type_and_number: ['证件类型及证件号码', '证照类型及号码'],
  id_number: ['身份证', '证件号', '公民身份证号码', '居民身份证号码', '身份证件号码', '证照号码'],
  birth_date: ['出生日期', '出生年月', '出生年月日'],
  household_number: ['户号', '户编号', '农户编号', '家庭编号', '户代码', '户籍编号'],
  household_head: ['户主姓名', '户主'],
  relation_to_head: ['家庭关系', '与户主的关系', '关系'],
  registered_address: ['地址', '住址', '户籍地址', '通讯地址', '详细地址'],
  village: ['村', '行政村', '所在村', '村名', '所属村', '所在行政村'],
  phone: ['手机号', '手机', '联系方式', '电话号码', '联系电话号码', '移动电话'],
  bank_account: ['银行卡号', '银行账户', '账号', '一卡通', '一卡通号', '卡号', '银行帐号'],
  contribution: [
    '出资',
    '投资额',
    '入股资金',
    '股金额',
    '金额',
    '股金金额',
    '入社股金',
    '合计出资',
  ],
  contribution_cash: ['现金出资', '货币', '现金', '现金入股', '货币出资额', '资金入股'],
  contribution_in_kind: ['实物出资', '非货币', '实物', '非货币出资额', '实物折价', '作价金额'],
  contribution_land: [
    '土地经营权出资',
    '土地出资',
    '土地作价',
    '土地折价',
    '土地经营权作价',
    '土地入股金额',
    '土地折股金额',
  ],
  contribution_form: ['出资形式', '入股形式', '出资类型'],
  subscribed: ['认缴出资额', '认缴金额', '认缴', '认缴出资', '承诺出资额'],
  paid: [
    '实缴出资额',
    '实缴金额',
    '实缴',
    '实缴出资',
    '已缴金额',
    '已缴',
    '实际出资额',
    '到位资金',
  ],
  unpaid: ['未缴出资额', '未缴金额', '未缴', '欠缴金额', '未到位金额', '未到位资金'],
  shares: ['股份', '份额', '股份数量', '持股数量', '份数', '入股股数'],
  pct: ['股份比例', '股权比例', '出资占比', '占股', '股权占比', '所占比例', '比例'],
  land_area: ['入股面积', '承包地面积', '流转面积', '入社面积', '面积'],
  certificate_no: ['股权证号', '股金证号', '证书编号', '社员证编号', '成员证编号'],
  joined_on: [
    '入社日期',
    '入社时间',
    '加入日期',
    '加入时间',
    '入股日期',
    '入股时间',
    '出资日期',
    '出资时间',
  ],
  change_note: ['备注', '增减变动情况'],
}

/** The second line of a heading under "出资额": what the part of the amount is. */
const PARTS: Readonly<Partial<Record<Field, readonly string[]>>> = {
  contribution: ['合计', '小计', '总额', '金额'],
  contribution_cash: ['货币', '现金', '货币资金', '资金'],
  contribution_in_kind: ['非货币', '实物', '非货币财产', '作价'],
  contribution_land: ['土地', '土地经营权', '土地承包经营权'],
  subscribed: ['认缴'],
  paid: ['实缴', '已缴'],
  unpaid: ['未缴', '欠缴'],
}

interface Shipped {
  readonly columns: readonly { readonly field: string; readonly synonyms: readonly string[] }[]
}

/** Headings that may mean more than one thing list their meanings, the likeliest first. */
export const SYNONYMS: ReadonlyMap<string, readonly Field[]> = buildSynonyms()

function buildSynonyms(): Map<string, Field[]> {
  const found = new Map<string, Field[]>()
  const add = (heading: string, field: Field): void => {
    const { key } = readHeading(heading)
    const fields = found.get(key) ?? []
    if (!fields.includes(field)) found.set(key, [...fields, field])
  }
  const shipped: readonly Shipped[] = [known.member_register, known.share_register]
  for (const { columns } of shipped) {
    // The file is ours and its fields are those of the model; a test holds the two together.
    for (const { field, synonyms } of columns) {
      for (const synonym of synonyms) add(synonym, field as Field)
    }
  }
  for (const [field, synonyms] of Object.entries(MORE)) {
    for (const synonym of synonyms) add(synonym, field as Field)
  }
  const wholes = Array.from(found.entries())
    .filter(([, fields]) => fields.includes('contribution'))
    .map(([key]) => key)
  for (const whole of wholes) {
    for (const [field, parts] of Object.entries(PARTS)) {
      for (const part of parts) if (!found.has(whole + part)) add(whole + part, field as Field)
    }
  }
  return found
}

export interface Heading {
  /** Without spaces, marks, brackets and width differences: what is compared. */
  readonly key: string
  readonly unit: MoneyUnit | null
  readonly percent: boolean
}

const LONGEST = 200
const BRACKETED = /[([{【〔《<][^)\]}】〕》>]*[)\]}】〕》>]/g
const MARKS = /[\s\p{Cf}\p{P}\p{S}]/gu

/** Reads "出资额（万元）*" as 出资额, counted in ten thousand yuan. */
export function readHeading(raw: string): Heading {
  const wide = raw.slice(0, LONGEST).normalize('NFKC')
  const inside = (wide.match(BRACKETED) ?? []).join(' ')
  const key = wide.replaceAll(BRACKETED, '').replaceAll(MARKS, '').toLowerCase()
  return { key, unit: unitIn(inside), percent: wide.includes('%') }
}

/** The unit of money a text names: "万元", "单位:千元", "（元）"; null when it names none. */
export function unitIn(text: string): MoneyUnit | null {
  if (text.includes('万')) return 'wan'
  if (/千\s*元/.test(text)) return 'thousand'
  return text.includes('元') ? 'yuan' : null
}

/** "金额单位:万元" above a table counts for all its money columns without a unit of their own. */
export function unitOfTitle(text: string): MoneyUnit | null {
  const said = /单位\s*:\s*([^\s,;)]{1,8})/.exec(text.normalize('NFKC').slice(0, LONGEST))
  return said === null ? null : unitIn(said[1] ?? '')
}

const TAIL = /^(.+?)(万元|千元|元|亩|股|份)$/

/** The fields of a heading: by the whole of it, then without a unit at its end ("出资额万元"). */
export function fieldsOf(heading: Heading): { fields: readonly Field[]; unit: MoneyUnit | null } {
  const whole = SYNONYMS.get(heading.key)
  if (whole !== undefined) return { fields: whole, unit: heading.unit }
  const tail = TAIL.exec(heading.key)
  const fields = SYNONYMS.get(tail?.[1] ?? '') ?? []
  return { fields, unit: heading.unit ?? unitIn(tail?.[2] ?? '') }
}

const SHORTEST_PART = 2

/** The field whose synonym is the longest part of the heading ("户主身份证号" → 身份证号). */
export function fieldsWithin(heading: Heading): readonly Field[] {
  let best = ''
  for (const synonym of SYNONYMS.keys()) {
    if (synonym.length < SHORTEST_PART || synonym.length <= best.length) continue
    if (heading.key.includes(synonym)) best = synonym
  }
  return SYNONYMS.get(best) ?? []
}
